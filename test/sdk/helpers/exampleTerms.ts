// What examples in the comments of pure functions take for granted. Small numbers: a result can be checked by eye.
import {
  addReturn,
  addTrip,
  addVolume,
  bestRoute,
  deltaNeutralStrategy,
  EMPTY_POSITION,
  type FifoTrip,
  GridMode,
  gridStrategy,
  NO_RETURNS,
  NO_TRIPS,
  NO_VOLUME,
  type PoolFounding,
  type PoolParams,
  packPrices,
  poolFounded,
  type Quote,
  quoteStrategy,
  type RebateBook,
  type RebateSchedule,
  recordTrade,
  Side,
  startPerformance,
  type VaultConstants,
  vaultCreated,
  vaultDeposited,
  vaultGridTaken,
  WAD,
  ZERO_ADDRESS,
} from '@tidemark/sdk'

/** Lots of 0.01 base of 18 decimals, ticks of 0.01 quote of 6 decimals per base, a fee of 5 bps. */
export const market = { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5, baseDecimals: 18, quoteDecimals: 6 }

/** Two cells of ten lots: the lower one bids at 9 000, the upper one asks at 11 000. */
export const grid = { prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, cursor: 10n } as const

/** A vault of it as `openVault` takes it, on a market where a lot is an atom and a tick another. */
const unitMarket = { lotSize: 1n, tickSize: 1n, takerFeeBps: 5 }
export const terms = { market: unitMarket, prices: grid.prices, sizePerCell: 10n, referencePrice: 9_500n }

/** Ten lots that cost 1 001 quote atoms. */
export const position = { ...EMPTY_POSITION, lots: 10n, cost: 1_001n }

/** Twenty lots on both sides, 100 to 102 ticks, until second 100. */
export const quote: Quote = {
  ...{ maker: ZERO_ADDRESS, marketId: 1, bidPrice: 100n, bidSize: 20n, askPrice: 102n, askSize: 20n },
  ...{ nonce: 0n, epoch: 0n, expiry: 100n, taker: ZERO_ADDRESS, salt: 0n },
}
/** What the chain holds of it: nothing yet. */
export const record = {
  epoch: 0n,
  stream: { nonce: 0n, bidFilled: 0n, askFilled: 0n, seq: 0n },
  standing: { bidFilled: 0n, askFilled: 0n, cancelled: false },
}

/** The usual tiers; whole tokens are atoms. */
export const schedule: RebateSchedule = {
  ...{ thresholds: [1_000_000n, 10_000_000n, 50_000_000n], ratesBps: [0, 1, 2, 3], decimals: 0 },
}
/** They hold since second 100, in periods of 100 seconds. */
export const rebates: RebateBook = {
  ...{ periodLength: 100n, periodStart: 100n },
  tiers: { thresholds: schedule.thresholds, ratesBps: schedule.ratesBps },
}

/** A vault of one cell: ten lots are bid for at 100 ticks and would be sold at 200. A fifth of profit is the manager's. */
const smallMarket = { marketId: 1, lotSize: 1n, tickSize: 1n, hasOracle: false, bandBps: 0 }
export const owners = {
  ...{ owner: `0x${'b'.repeat(40)}`, manager: `0x${'a'.repeat(40)}`, profitShareBps: 2_000, base: 0n, quote: 0n },
}
const cell = { prices: [100n, 200n], sizePerCell: 10n, referencePrice: 100n, mode: GridMode.Adjacent }
export const vault = vaultCreated({ ...owners, strategy: gridStrategy(cell) }, smallMarket).vault
/** Who crosses, at any price. */
export const taker = { limitPrice: 0n, mark: 0n, taker: `0x${'c'.repeat(40)}`, timestamp: 50n }
/** The vault after it bought the whole cell and sold it again: 1 000 earned. */
const bought = vaultGridTaken(vault, { ...taker, side: Side.Bid, size: 10n }).vault
export const earned = vaultGridTaken(bought, { ...taker, side: Side.Ask, size: 10n, limitPrice: 200n }).vault

const bounds = {
  ...{ minPrice: 50n, maxPrice: 200n, minSpreadBps: 100, maxFillSize: 50n, maxTtl: 60, maxLots: 50n },
  ...{ maxOutflow: 10_000n, outflowRefill: 3_600, referencePrice: 100n },
}
/** A vault that fills its manager's quotes, and one that hedges, of 10 000 quote atoms each. */
const funded = { ...owners, quote: 10_000n }
export const desk = vaultCreated({ ...funded, strategy: quoteStrategy(bounds) }, smallMarket).vault
const hedging = { hedgeMarketId: 2, hedgeBudget: 100n, hedgeCooldown: 60, deltaRatioBps: 10_000, deltaBand: 5n }
export const neutral = vaultDeposited(
  vaultCreated({ ...funded, strategy: deltaNeutralStrategy({ ...bounds, ...hedging }) }, smallMarket).vault,
  { base: 0n, quote: 0n },
  undefined,
).vault
/** A fill of five lots that a vault buys at 100 ticks. */
export const fill = { side: Side.Bid, size: 5n, notional: 500n, lowPrice: 100n, highPrice: 100n, mark: 0n }
export const constants: VaultConstants = {
  ...{ owner: ZERO_ADDRESS, base: ZERO_ADDRESS, quote: ZERO_ADDRESS, lotSize: 1n, tickSize: 1n, marketId: 1 },
  ...{ hasOracle: false, bandBps: 0 },
}

/** A pool of one cell, all of it bids: 1 000 lots at 100 ticks, 100 000 quote atoms and as many LP units. */
const poolMarket = { marketId: 1, lotSize: 10n, tickSize: 1n }
export const founders: PoolParams = {
  ...{
    prices: [100n, 200n],
    sizePerCell: 1_000n,
    referencePrice: 100n,
    minReferencePrice: 90n,
    maxReferencePrice: 110n,
  },
  ...{ operator: ZERO_ADDRESS, deadline: 1_000n, name: '0x', symbol: '0x' },
}
export const { pool, founder } = poolFounded(founders, poolMarket, { timestamp: 0n })
export const order = { limitPrice: 0n, takerFeeBps: 10, poolFeeShareBps: 4_000, timestamp: 1_000n }
const { width, packed } = packPrices(founders.prices)
export const founding: PoolFounding = {
  ...{ base: ZERO_ADDRESS, quote: ZERO_ADDRESS, lotSize: 10n, tickSize: 1n, marketId: 1, decimals: 6 },
  ...{ firstSize: 1_000n, firstSupply: 100_000n, name: '0x', symbol: '0x', width, packedPrices: packed },
}

/** Five lots of the grid. */
const request = { market: unitMarket, side: Side.Ask, amount: 5n, sources: [{ maker: ZERO_ADDRESS, grid }] } as const
export const plan = bestRoute(request)

/** An account of 10 000 that has won 100 on its one trade. */
const opened = startPerformance({ timestamp: 0n, equity: 10_000n })
export const account = recordTrade(opened, {
  ...{ timestamp: 60n, isMaker: true, notional: 900n, fee: 0n, rebate: 0n, pnl: 100n },
})
/** A share worth ten atoms. */
export const point = { time: 0n, price: { equity: 10n, shares: 1n }, profit: 0n }
/** Three lots bought for 31 and sold for 45. */
export const trip: FifoTrip = {
  ...{ side: Side.Bid, entryTime: 0n, exitTime: 60n, size: 3n, entryNotional: 31n, exitNotional: 45n, fees: 0n },
}
/** Two lots bought a tick below the mid. */
export const maker = { time: 0n, side: Side.Bid, size: 2n, price: 99n, mid: 100n }
/** Returns of 1 %, -1 % and 2 %. */
export const returns = [WAD / 100n, -WAD / 100n, WAD / 50n].reduce(addReturn, NO_RETURNS)
/** Won 100 and 200, lost 50. */
export const trips = [100n, -50n, 200n].reduce(addTrip, NO_TRIPS)
/** 300 as maker, 100 as taker. */
export const volume = [
  { isMaker: true, notional: 300n, fee: 0n, rebate: 1n },
  { isMaker: false, notional: 100n, fee: 2n, rebate: 0n },
].reduce(addVolume, NO_VOLUME)

/** Update at most every five seconds, unless the quote is about to run out. */
export const gate = { minInterval: 5n, priceTolerancePpm: 1_000, sizeTolerancePpm: 0, ttl: 60n, renewBefore: 10n }
/** A quote of 99 to 101. */
export const entry = {
  ...{ quoteId: 1n, time: 0n, mid: { numerator: 100n, denominator: 1n }, inventoryWad: 0n, reason: 'REFRESH' as const },
  ...{ bidPrice: 99n, bidSize: 5n, askPrice: 101n, askSize: 5n },
}
/** A vault of 10 000 that holds nothing and quotes a tenth of it per order. */
export const leverage = {
  ...{ mid: { numerator: 100n, denominator: 1n }, tickSize: 1n, lots: 0n, equity: 10_000n, spreadPpm: 10_000 },
  ...{ skewPpm: 500_000, sizePpm: 100_000, layers: 1 },
}
export const stale = { maxAge: 10n, maxDeviationPpm: 50_000, grace: 5n, cooldown: 30n }
export const glft = {
  ...{ gamma: WAD / 20n, xi: WAD / 20n, delta: WAD, sigma: 10n * WAD, intensity: 3n * WAD, kappa: WAD / 25n },
}
