import { readFile } from 'node:fs/promises'
import { type Address, getAddress, isAddress, zeroAddress } from 'viem'
import { codeOf, Problem } from './problem.ts'

/** What a deployment can choose. */
export interface DeployParameters {
  /** Who governs the exchange, meant to be a timelock; the deployer when absent. */
  readonly governor?: Address
}

/**
 * Read a parameter file.
 *
 * @throws {Problem} when a key is unknown or a value is not what it should be: a misspelt parameter must not be a default one.
 */
export async function readParameters(file: string): Promise<DeployParameters> {
  const content = await readJson(file)
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Problem(`${file}: expected an object`)
  }
  const unknown = Object.keys(content).filter((key) => key !== 'governor')
  if (unknown.length > 0) throw new Problem(`${file}: unknown parameter ${unknown.join(', ')}; there is: governor`)
  if (!('governor' in content)) return {}
  const { governor } = content
  if (typeof governor !== 'string' || !isAddress(governor) || governor === zeroAddress) {
    throw new Problem(`${file}: governor ${JSON.stringify(governor)} is not an address`)
  }
  return { governor: getAddress(governor) }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'there is no such file; {} in it stands for the defaults' : String(error)
    throw new Problem(`${file}: ${why}`)
  }
}
