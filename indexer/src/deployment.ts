import { addresses } from '@tidemark/sdk'
import type { Address } from 'viem'
import { connect } from './chain/rpc.ts'
import type { StartConfig, StartOptions } from './config.ts'
import { ConfigError } from './errors.ts'

/**
 * Fill in what `--exchange` and `--start-block` left out from the deployments the SDK knows: what `npm run deploy` wrote.
 *
 * @throws {ConfigError} when the node does not answer, or none is known on its chain.
 */
export async function withDeployment(options: StartOptions, signal: AbortSignal): Promise<StartConfig> {
  const { exchange, startBlock } = options
  if (exchange !== undefined && startBlock !== undefined) return { ...options, exchange, startBlock }
  const [rpc = ''] = options.rpc
  const chainId = await connect(rpc, signal)
    .chainId()
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      throw new ConfigError(`${rpc} does not say which chain it serves, so --exchange is needed: ${reason}`)
    })
  const known = (addresses as Record<number, { exchange: Address; startBlock: number }>)[chainId]
  if (known === undefined) {
    throw new ConfigError(
      `no exchange is known on chain ${chainId}: give --exchange and --start-block, or deploy first`,
    )
  }
  const address = exchange ?? (known.exchange.toLowerCase() as Address)
  if (address !== known.exchange.toLowerCase() && startBlock === undefined) {
    throw new ConfigError(`--start-block is needed for ${address}: only ${known.exchange} is known on chain ${chainId}`)
  }
  return { ...options, exchange: address, startBlock: startBlock ?? known.startBlock }
}
