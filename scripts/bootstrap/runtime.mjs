import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainNpm, Problem } from './explain.mjs'
import { runNpm } from './npm.mjs'

/** The sources need type stripping and the devnet's native module needs a recent Node: both are settled from 24 on. */
export const wanted = 24

const manual = `Or install Node ${wanted} yourself (https://nodejs.org) and run the command with it.`

/** Path of a Node 24 binary: the running one, else a private copy in .tidemark/node, fetched once. */
export async function ensureRuntime(root, life) {
  if (majorOf(process.versions.node) >= wanted) return process.execPath
  const prefix = join(root, '.tidemark', 'node')
  const names = packageNames()
  for (const name of names) {
    const binary = binaryIn(prefix, name)
    if (binary && (await works(binary, life))) return binary
  }
  console.error(`Node ${process.versions.node} found; fetching a private Node ${wanted} into .tidemark/node (once)...`)
  mkdirSync(prefix, { recursive: true })
  let output = ''
  for (const name of names) {
    const args = ['install', `${name}@${wanted}`, '--prefix', prefix, '--no-save', '--no-package-lock']
    const result = await runNpm(process.execPath, args, life, prefix)
    output = result.output
    if (result.code !== 0) continue
    const binary = binaryIn(prefix, name)
    if (binary && (await works(binary, life))) return binary
    throw new Problem(`The package ${name}@${wanted} holds no Node ${wanted} that runs on this system.\n${manual}`)
  }
  throw new Problem(
    `Tidemark runs on Node ${wanted}, this is ${process.versions.node}, and a private copy could not be fetched.\n` +
      `${explainNpm(output)}\n${manual}`,
  )
}

/** npm packages that hold a Node binary for this system, best first. */
function packageNames() {
  const { platform, arch } = process
  const name = `${platform === 'win32' ? 'win' : platform}-${arch}`
  const known = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win-x64']
  if (!known.includes(name)) throw new Problem(`There is no ready Node ${wanted} for ${platform} ${arch}.\n${manual}`)
  return name === 'darwin-arm64' ? [`node-${name}`, `node-bin-${name}`] : [`node-${name}`]
}

function binaryIn(prefix, name) {
  const folder = join(prefix, 'node_modules', name)
  try {
    const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return join(folder, typeof bin === 'string' ? bin : bin.node)
  } catch {
    return undefined
  }
}

async function works(binary, life) {
  try {
    const { code, output } = await life.run(binary, ['--version'])
    return code === 0 && majorOf(output.trim().replace('v', '')) >= wanted
  } catch (error) {
    // A missing or foreign binary cannot even be started; anything else is not ours to hide.
    if (typeof error.code === 'string') return false
    throw error
  }
}

function majorOf(version) {
  return Number(version.split('.')[0])
}
