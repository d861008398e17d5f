import { existsSync, realpathSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { pathEnv } from './env.mjs'
import { Problem } from './explain.mjs'

// Offline is told apart soon instead of after npm's default minutes of retries.
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error', '--ignore-scripts']
const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']

/** Runs npm under the given Node binary: its own launcher would pick whichever Node is first in PATH. */
export function runNpm(node, args, life, cwd) {
  return life.run(node, [findNpm(), ...args, ...quiet, ...retries], { cwd, env: pathEnv(node) })
}

function findNpm() {
  const given = process.env.npm_execpath
  const home = dirname(process.execPath)
  const inPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'))
  const candidates = [
    // yarn and pnpm set this variable too
    given && /^npm(-cli)?\.[cm]?js$/.test(basename(given)) ? given : undefined,
    join(home, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(home, 'node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    // A symlink to npm-cli.js on most systems; where it is a shell script, the ones above have found it.
    ...inPath.filter(existsSync).map((path) => realpathSync(path)),
  ]
  const found = candidates.find((path) => path && /\.[cm]?js$/.test(path) && existsSync(path))
  if (!found) throw new Problem('npm was not found beside this Node. Install it, or start with `npm start`.')
  return found
}
