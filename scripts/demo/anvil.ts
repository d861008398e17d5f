import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { codeOf, Problem } from '../deploy/problem.ts'

const packages: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-amd64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-amd64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-amd64',
}

/**
 * Path of the devnet's native binary: the package's own launcher hides exit codes and signals.
 *
 * @throws {Problem} when there is none for this system, or npm left it out.
 */
export function findAnvil(): string {
  const system = `${process.platform}-${process.arch}`
  const name = packages[system]
  if (name === undefined) {
    throw new Problem(`There is no devnet (anvil) for ${system}. It exists for ${Object.keys(packages).join(', ')}.`)
  }
  try {
    const manifest = createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${name}/package.json`)
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'anvil.exe' : 'anvil')
  } catch (error) {
    if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error
    throw new Problem(
      `The devnet's package @foundry-rs/anvil-${name} is not installed. Run \`npm install --include=optional\`.`,
    )
  }
}
