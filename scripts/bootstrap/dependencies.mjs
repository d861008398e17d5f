import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainNpm, Problem } from './explain.mjs'
import { runNpm } from './npm.mjs'

/** Packages whose real content is an optional package per platform; npm skips those without a word. */
const native = ['@nomicfoundation/edr', '@foundry-rs/anvil']

/** Brings node_modules to exactly what package-lock.json says, unless the last install already did. */
export async function ensureDependencies(root, node, life) {
  const stampFile = join(root, 'node_modules', '.tidemark-lock')
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const stamp = await stampOf(lockText, node, life)
  if (read(stampFile) === stamp) return

  console.error('Installing the locked packages (about a minute the first time)...')
  // An install that dies half-way must not pass for a whole one at the next start.
  rmSync(stampFile, { force: true })
  // NODE_ENV=production would leave the tools out.
  const result = await runNpm(node, ['ci', '--include=dev', '--include=optional', '--prefer-offline'], life, root)
  if (result.code !== 0) throw new Problem(`The packages could not be installed.\n${explainNpm(result.output)}`)
  checkNative(root, JSON.parse(lockText).packages)
  writeFileSync(stampFile, stamp)
}

async function stampOf(lockText, node, life) {
  const { output } = await life.run(node, ['--version'])
  const digest = createHash('sha256').update(lockText).digest('hex')
  // Within a major version native modules stay valid.
  return `${digest} node ${output.trim().split('.')[0]} ${process.platform}-${process.arch}\n`
}

function checkNative(root, packages) {
  for (const name of native) {
    const own = packages[`node_modules/${name}`]
    if (!own) continue
    const choices = Object.keys(own.optionalDependencies ?? {}).filter((choice) =>
      fits(packages[`node_modules/${choice}`]),
    )
    if (choices.some((choice) => existsSync(join(root, 'node_modules', choice, 'package.json')))) continue
    const system = `${process.platform} ${process.arch}`
    throw new Problem(
      choices.length === 0
        ? `${name} ${own.version} does not support ${system}.`
        : `${name} needs ${choices.join(' or ')} on ${system}, and npm did not install it.\n` +
            'Remove node_modules and run the command again; if it stays, the registry in use lacks that package.',
    )
  }
}

function fits(entry) {
  return Boolean(entry?.os?.includes(process.platform) && entry.cpu?.includes(process.arch))
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
