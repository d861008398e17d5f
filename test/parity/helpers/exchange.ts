import { testTokenAbi } from '@tidemark/sdk/abis'
import type { RebateBook } from '@tidemark/sdk/core'
import { type Abi, type Address, maxUint256 } from 'viem'
import type { TestChain } from './chain.ts'

const RICH = 10n ** 40n

/** An exchange without markets, and two tokens of 18 and 6 decimals. */
export interface Floor {
  readonly exchange: Address
  readonly rebates: RebateBook
  readonly base: Address
  readonly quote: Address
}

/** Deploy an exchange whose tiers a walk can climb in a day. */
export async function openExchange(chain: TestChain, governor: Address): Promise<Floor> {
  const thresholds = [200n, 2_000n, 20_000n] as const
  const ratesBps = [0, 1, 2, 3] as const
  const periodLength = 86_400n
  const exchange = await chain.deploy('Exchange.sol/Exchange', [governor, Number(periodLength), thresholds, ratesBps])
  const rebates = { periodLength, periodStart: chain.time(), tiers: { thresholds, ratesBps } }
  const base = await chain.deploy('mocks/TestToken.sol/TestToken', ['Base', 'BASE', 18])
  const quote = await chain.deploy('mocks/TestToken.sol/TestToken', ['Quote', 'USD', 6])
  return { exchange, rebates, base, quote }
}

/** Give `accounts` plenty of each token. */
export async function enrich(
  chain: TestChain,
  tokens: readonly Address[],
  accounts: readonly Address[],
): Promise<void> {
  for (const to of tokens) {
    for (const from of accounts) {
      await chain.must({ from, to, abi: testTokenAbi as Abi, name: 'mint', args: [from, RICH] })
    }
  }
}

/** Let each of `spenders` have all that `accounts` have of each token. */
export async function approveAll(
  chain: TestChain,
  tokens: readonly Address[],
  accounts: readonly Address[],
  spenders: readonly Address[],
): Promise<void> {
  for (const to of tokens) {
    for (const from of accounts) {
      for (const spender of spenders) {
        await chain.must({ from, to, abi: testTokenAbi as Abi, name: 'approve', args: [spender, maxUint256] })
      }
    }
  }
}
