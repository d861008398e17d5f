import {
  exchangeAbi,
  liquidityPoolAbi,
  makerVaultAbi,
  poolFactoryAbi,
  testTokenAbi,
  vaultFactoryAbi,
} from '@tidemark/sdk/abis'
import {
  arithmeticPrices,
  NO_LIMITS,
  QUOTE_TYPES,
  type Quote,
  quoteDomain,
  Side,
  type Strategy,
  StrategyKind,
} from '@tidemark/sdk/core'
import { network } from 'hardhat'
import { type Address, getContract, type Hex, maxUint64, maxUint256, parseEventLogs, zeroAddress } from 'viem'

const LOT = 10n ** 16n

/** Markets of the same two tokens: with a taker fee that bears rebates, without a fee, and with a share of the fee for pools. */
export const MARKETS = { fee: 1, free: 2, pools: 3 } as const

/**
 * A venue in which every balance is non-zero and every allowance infinite, as for the peers whose gas was measured.
 */
export async function createGasVenue() {
  const { viem } = await network.create()
  const [governor, owner, taker, maker, other] = await viem.getWalletClients()
  if (!governor || !owner || !taker || !maker || !other) throw new Error('the in-process chain has too few accounts')
  const chain = await viem.getPublicClient()
  const client = { public: chain, wallet: governor }
  const deploy = async (name: string, args: readonly unknown[]) =>
    (await viem.deployContract(name as never, args as never)) as { address: Address }

  const thresholds = [1_000_000n, 10_000_000n, 50_000_000n] as const
  const exchangeAt = await deploy('Exchange', [governor.account.address, 30 * 86_400, thresholds, [1, 1, 2, 3]])
  const exchange = getContract({ abi: exchangeAbi, client, ...exchangeAt })
  const vaults = getContract({ abi: vaultFactoryAbi, client, ...(await deploy('VaultFactory', [exchange.address])) })
  const pools = getContract({ abi: poolFactoryAbi, client, ...(await deploy('PoolFactory', [exchange.address])) })
  await exchange.write.setFactory([1, vaults.address])
  await exchange.write.setFactory([2, pools.address])
  const token = async (symbol: string, decimals: number) =>
    getContract({ abi: testTokenAbi, client, ...(await deploy('TestToken', [symbol, symbol, decimals])) })
  const base = await token('BASE', 18)
  const quote = await token('USD', 6)
  const units = { base: base.address, lotSize: LOT, quote: quote.address, tickSize: 100n, halted: false } as const
  const oracle = { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 } as const
  for (const [takerFeeBps, poolFeeShareBps] of [
    [5, 0],
    [0, 0],
    [10, 5_000],
  ] as const) {
    await exchange.write.createMarket([{ ...units, takerFeeBps, poolFeeShareBps, ...oracle }])
  }
  const approve = async (account: typeof owner.account, spender: Address) => {
    for (const { write } of [base, quote]) await write.approve([spender, maxUint256], { account })
  }
  for (const { account } of [owner, taker, maker, other]) {
    for (const { write } of [base, quote]) await write.mint([account.address, 10n ** 30n])
    for (const spender of [exchange.address, vaults.address, pools.address]) await approve(account, spender)
  }
  await quote.write.mint([exchange.address, 1n])

  const recipient = taker.account.address
  const receiptOf = (hash: Hex) => chain.waitForTransactionReceipt({ hash })
  const gasOf = async (hash: Hex) => (await receiptOf(hash)).gasUsed

  /** Create a vault of the owner's and say what that cost. */
  async function createVault(strategy: Strategy, salt: bigint, amounts: readonly [bigint, bigint] = [0n, 0n]) {
    const [baseAmount, quoteAmount] = amounts
    const params = {
      marketId: MARKETS.fee,
      manager: maker?.account.address ?? zeroAddress,
      profitShareBps: 0,
      strategy,
    }
    const hash = await vaults.write.createVault(
      [{ ...params, baseAmount, quoteAmount, salt: `0x${salt.toString(16).padStart(64, '0')}` }],
      { account: owner?.account },
    )
    const receipt = await receiptOf(hash)
    const [created] = parseEventLogs({ abi: vaults.abi, logs: receipt.logs, eventName: 'VaultCreated' })
    if (created === undefined) throw new Error('no vault was created')
    return { vault: created.args.vault, gas: receipt.gasUsed }
  }

  /** What takers have in common: any price, all or nothing. */
  const terms = (side: Side, size: bigint) => {
    const limitPrice = side === Side.Ask ? maxUint64 : 0n
    return { side, size, minSize: size, limitPrice, recipient, deadline: maxUint64 }
  }

  async function takeGrid(vault: Address, side: Side, size: bigint): Promise<bigint> {
    return gasOf(await exchange.write.takeGrid([vault, terms(side, size)], { account: taker?.account }))
  }

  async function takeQuote(offer: Quote, size: bigint): Promise<bigint> {
    const signature = await maker?.signTypedData({
      domain: quoteDomain(await chain.getChainId(), exchange.address),
      types: QUOTE_TYPES,
      primaryType: 'Quote',
      message: offer,
    })
    if (signature === undefined) throw new Error('unreachable')
    return gasOf(await exchange.write.takeQuote([offer, signature, terms(Side.Ask, size)], { account: taker?.account }))
  }

  return {
    ...{ chain, exchange, vaults, pools, base, quote, owner, taker, maker, other },
    ...{ approve, receiptOf, gasOf, createVault, terms, takeGrid, takeQuote },
    vaultAt: (address: Address) => getContract({ abi: makerVaultAbi, address, client }),
    poolAt: (address: Address) => getContract({ abi: liquidityPoolAbi, address, client }),
  }
}

export type GasVenue = Awaited<ReturnType<typeof createGasVenue>>

/** A grid of `levels` prices from 900 on, two apart, half of it bids; 100 lots per cell. */
export function gridStrategy(levels: number): Strategy {
  const prices = arithmeticPrices(90_000n, 90_000n + 200n * BigInt(levels - 1), levels)
  const referencePrice = prices[levels >> 1] ?? 0n
  const grid = { mode: 0, sizePerCell: 100n, referencePrice, minStepBps: 0, prices } as const
  return { kind: StrategyKind.GridTrading, limits: NO_LIMITS, grid }
}
