import { addTrip } from '@tidemark/sdk/analytics'
import { feeUp, fillVaultQuote, mul, NothingToTakeError, poolFeeDown, Side, type VaultState } from '@tidemark/sdk/core'
import { type Fill, MakerKind } from '../chain/events.ts'
import { CANDLE, MARKET } from '../store/tables/market.ts'
import { POOL_STATE } from '../store/tables/pool.ts'
import { FILL, MAKER, MAKER_PERIOD, TRADER } from '../store/tables/trader.ts'
import { VENUE } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { toVaultState, withState } from './compose.ts'
import { expectEqual, expectMarket, expectPool, expectVault } from './expect.ts'
import { cursorOf, passGrid } from './gridFill.ts'
import { CANDLE_SECONDS, extendCandle, markFill } from './market.ts'
import { type Periods, paysRebates, periodAt, withDueFees, withDueRebates } from './periods.ts'
import type { MarketRecord, TraderRecord, VaultRecord, VaultStatus } from './records.ts'
import { putStatus } from './vaultStatus.ts'

/** What a fill meant to its maker. */
interface Outcome {
  readonly realised: bigint | undefined
  readonly isTrip: boolean
  readonly poolFee: bigint | undefined
}

const NO_OUTCOME: Outcome = { realised: undefined, isTrip: false, poolFee: undefined }

/** A fill moves the market's mark, both traders' totals and, when its maker is a vault or pool, that. */
export function reduceFill(records: Records, event: Fill, periods: Periods): void {
  const { marketId, maker, at, size, notional, fee, rebate } = event
  const period = periodAt(periods, at.timestamp)
  const before = withDueFees(expectMarket(records, marketId), period)
  countTraders(records, event)
  const market = markFill(before, event)
  const kind = records.get(MAKER, maker)?.kind ?? MakerKind.Signer
  const outcome =
    kind === MakerKind.Vault
      ? fillOfVault(records, market, event)
      : kind === MakerKind.Pool
        ? fillOfPool(records, market, event)
        : NO_OUTCOME
  expectEqual('the fee', fee, feeUp(notional, before.units.takerFeeBps))
  records.put(MARKET, market, marketId)
  for (const seconds of CANDLE_SECONDS) {
    const start = Math.floor(at.timestamp / seconds)
    const candle = extendCandle(records.get(CANDLE, marketId, seconds, start), seconds, event)
    records.put(CANDLE, candle, marketId, seconds, start)
  }
  countPeriod(records, market, event, period)
  const { taker, seq, side, ref } = event
  const fill = { at, market: marketId, maker, taker, seq: Number(seq), side, size, notional, fee, rebate, ref }
  records.put(FILL, { ...fill, ...outcome })
}

function fillOfVault(records: Records, market: MarketRecord, event: Fill): Outcome {
  const { vault, status } = expectVault(records, event.maker)
  expectEqual('the market of the vault', market.id, vault.marketId)
  const { next, realised, isTrip } = applyFill(vault, status, market, event)
  const { totals } = status
  putStatus(records, event.at, {
    ...next,
    totals: {
      ...totals,
      trips: isTrip ? addTrip(totals.trips, realised) : totals.trips,
      makerVolume: totals.makerVolume + event.notional,
      takerFees: totals.takerFees + event.fee,
      rebates: totals.rebates + event.rebate,
    },
  })
  return { realised, isTrip, poolFee: undefined }
}

/** The vault after the fill: of its grid, or without one of a quote that its manager signed. */
function applyFill(
  vault: VaultRecord,
  status: VaultStatus,
  market: MarketRecord,
  { side, size, notional, rebate, ref, seq }: Fill,
): { next: VaultStatus; realised: bigint; isTrip: boolean } {
  const { terms } = vault
  const state = toVaultState(vault, status, market)
  if (terms.prices.length === 0) {
    const fill = fillVaultQuote(state, side, size, notional, rebate)
    return { ...fill, next: withState(status, fill.state) }
  }
  if (size < 1n) throw new NothingToTakeError(size)
  expectEqual('the cursor before the fill', BigInt(ref), cursorOf(terms, status, side))
  expectEqual("the vault's sequence", seq, status.fills + 1n)
  const { ticks, cursor, bidCursor } = passGrid(terms, status, side, size)
  expectEqual('the notional', notional, mul(ticks, market.units.tickSize))
  const after: VaultState = { ...state, grid: { ...state.grid, cursor }, seq: seq }
  const fill = fillVaultQuote(after, side, size, notional, rebate)
  return { ...fill, next: { ...withState(status, fill.state), bidCursor } }
}

function fillOfPool(records: Records, market: MarketRecord, event: Fill): Outcome {
  const { pool, status } = expectPool(records, event.maker)
  const { side, size, notional, rebate, ref, seq, fee, at } = event
  expectEqual('the market of the pool', market.id, pool.marketId)
  expectEqual('the cursor before the fill', BigInt(ref), status.cursor)
  expectEqual("the pool's sequence", seq, status.fills + 1n)
  const { prices } = pool
  const terms = { prices, sizePerCell: status.sizePerCell, mode: 0, strategy: 0, limits: {}, referencePrice: 0n }
  const { ticks, cursor } = passGrid(terms, { cursor: status.cursor, bidCursor: 0n }, side, size)
  expectEqual('the notional', notional, mul(ticks, market.units.tickSize))
  const poolFee = poolFeeDown(fee, market.poolFeeShareBps)
  const base = size * market.units.lotSize
  const asks = side === Side.Ask
  const next = {
    ...status,
    last: at,
    cursor,
    fills: seq,
    reserveBase: asks ? status.reserveBase - base : status.reserveBase + base,
    reserveQuote: asks ? status.reserveQuote + notional : status.reserveQuote - notional,
    makerVolume: status.makerVolume + notional,
    takerFees: status.takerFees + fee,
    poolFees: status.poolFees + poolFee,
    rebates: status.rebates + rebate,
  }
  records.put(POOL_STATE, next, pool.address)
  return { realised: undefined, isTrip: false, poolFee }
}

/** Both traders' totals after the fill, if it is the next of its maker's sequence. */
function countTraders(records: Records, event: Fill): void {
  const { marketId, maker, taker, seq, side, size, notional, rebate, fee } = event
  const bought = side === Side.Bid ? size : -size
  const paid = side === Side.Bid ? notional : -notional
  const before = records.get(TRADER, marketId, maker) ?? newTrader(marketId, maker)
  const expected = BigInt(before.seq) + 1n
  if (seq !== expected) {
    const fault = seq > expected ? 'logs are missing' : 'a log is repeated or out of order'
    throw new Error(`fill ${seq} of maker ${maker} in market ${marketId} where ${expected} is next: ${fault}`)
  }
  const made = {
    ...before,
    seq: before.seq + 1,
    makerVolume: before.makerVolume + notional,
    rebates: before.rebates + rebate,
    lots: before.lots + bought,
    cash: before.cash - paid + rebate,
  }
  const same = taker === maker
  if (!same) records.put(TRADER, made, marketId, maker)
  // An account that fills its own order has one record.
  const other = same ? made : (records.get(TRADER, marketId, taker) ?? newTrader(marketId, taker))
  const taken = {
    ...other,
    takerFills: other.takerFills + 1,
    takerVolume: other.takerVolume + notional,
    feesPaid: other.feesPaid + fee,
    lots: other.lots - bought,
    cash: other.cash + paid - fee,
  }
  records.put(TRADER, taken, marketId, taker)
}

/** Volume towards the maker's tier, where the market's fee bears rebates. */
function countPeriod(records: Records, market: MarketRecord, { maker, notional, rebate }: Fill, period: number): void {
  const venue = records.get(VENUE, 1)
  if (venue === undefined || !paysRebates(market, withDueRebates(venue, period))) return
  const made = records.get(MAKER_PERIOD, maker, market.quote, period)
  const next = {
    ...{ maker, quote: market.quote, period },
    volume: (made?.volume ?? 0n) + notional,
    rebates: (made?.rebates ?? 0n) + rebate,
  }
  records.put(MAKER_PERIOD, next, maker, market.quote, period)
}

/** A trader before the first fill. */
export function newTrader(market: number, address: TraderRecord['address']): TraderRecord {
  return {
    market,
    address,
    seq: 0,
    nonce: 0n,
    makerVolume: 0n,
    rebates: 0n,
    takerFills: 0,
    takerVolume: 0n,
    feesPaid: 0n,
    lots: 0n,
    cash: 0n,
  }
}
