import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import hre from 'hardhat'
import { type Address, createPublicClient, custom, getAddress, type PublicClient } from 'viem'
import { getAddresses } from 'viem/actions'
import { venue } from './modules/Venue.ts'
import type { DeployParameters } from './parameters.ts'
import { codeOf } from './problem.ts'

/** Where a deployment is. */
export interface Deployment {
  readonly chainId: number
  readonly exchange: Address
  readonly vaultFactory: Address
  readonly poolFactory: Address
  readonly lens: Address
  /** Block in which the exchange was created. */
  readonly startBlock: number
}

/** A deployment as made: also what it was meant to be, for {@link verify}. */
export interface Deployed extends Deployment {
  readonly client: PublicClient
  readonly deployer: Address
  readonly governor: Address
  readonly parameters: DeployParameters
}

/** Devnets start over with every process: a journal of an earlier one says nothing about this one. */
const devnetChainId = 31337

/**
 * Compile what has changed and deploy to a network of `hardhat.config.ts`.
 *
 * On a real network an interrupted deployment is resumed from its journal; on a devnet every call deploys anew.
 *
 * @param url Node to use instead of the network's.
 */
export async function deploy(network: string, parameters: DeployParameters, url?: string): Promise<Deployed> {
  await hre.tasks.getTask('build').run({ quiet: true, noTests: true })
  const override = url === undefined ? {} : { override: { url } }
  const connection = await hre.network.create({ network, ...override })
  return deployOn(connection, parameters)
}

/** Deploy on a connection of Hardhat's, for {@link deploy} and for tests with a chain in their own process. */
export async function deployOn(
  connection: Awaited<ReturnType<typeof hre.network.create>>,
  parameters: DeployParameters,
): Promise<Deployed> {
  const client = createPublicClient({ transport: custom(connection.provider, { retryCount: 0 }) })
  const chainId = await client.getChainId()
  const isDevnet = chainId === devnetChainId
  const deploymentId = isDevnet ? `devnet-${Date.now()}-${process.pid}` : `chain-${chainId}`
  const folder = join(hre.config.paths.ignition, 'deployments', deploymentId)
  try {
    const deployer = await deployerOf(client)
    const governor = parameters.governor ?? deployer
    const { periodLength, rebateThresholds, rebateRatesBps } = parameters
    const before = await client.getBlockNumber()
    const contracts = await connection.ignition.deploy(
      venue(parameters, governor === deployer ? undefined : governor),
      {
        deploymentId,
        displayUi: !isDevnet,
        parameters: {
          Tidemark: { periodLength, rebateThresholds: [...rebateThresholds], rebateRatesBps: [...rebateRatesBps] },
        },
      },
    )
    const addressOf = async (name: keyof typeof contracts) => getAddress(await contracts[name].getAddress())
    return {
      client,
      deployer,
      governor,
      parameters,
      chainId,
      exchange: await addressOf('exchange'),
      vaultFactory: await addressOf('vaultFactory'),
      poolFactory: await addressOf('poolFactory'),
      lens: await addressOf('lens'),
      startBlock: (await blockOfExchange(folder)) ?? Number(before) + 1,
    }
  } finally {
    if (isDevnet) await rm(folder, { recursive: true, force: true })
  }
}

async function deployerOf(client: PublicClient): Promise<Address> {
  const [first] = await getAddresses(client)
  if (first === undefined) throw new Error('the network has no account to deploy from')
  return first
}

/**
 * The journal is the only record of it that neither a resumed deployment nor a pruned node has lost. A chain in our own process
 * has no journal, and nobody else on it: there the exchange is in the first block of the deployment.
 */
async function blockOfExchange(folder: string): Promise<number | undefined> {
  const journal = await readFile(join(folder, 'journal.jsonl'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (journal === undefined) return undefined
  for (const line of journal.split('\n')) {
    if (line === '') continue
    const entry = JSON.parse(line) as { type?: string; futureId?: string; receipt?: { blockNumber?: number } }
    const block = entry.receipt?.blockNumber
    if (entry.type === 'TRANSACTION_CONFIRM' && entry.futureId === 'Tidemark#Exchange' && block !== undefined)
      return block
  }
  throw new Error(`${folder} does not say in which block the exchange was created`)
}
