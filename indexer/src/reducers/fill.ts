import { addTrip, NO_TRIPS } from '@tidemark/sdk/analytics'
import {
  bidCursorOf,
  feeUp,
  fillVault,
  fillVaultQuote,
  poolFilled,
  Side,
  type VaultFill,
  volumeWith,
} from '@tidemark/sdk/core'
import { type Fill, MakerKind } from '../chain/events.ts'
import { CANDLE, MARKET } from '../store/tables/market.ts'
import { POOL_STATE } from '../store/tables/pool.ts'
import { FILL, MAKER, MAKER_PERIOD, TRADER } from '../store/tables/trader.ts'
import { VENUE } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { isKnownMode, toVaultState, withState } from './compose.ts'
import { expectEqual, expectMarket, expectPool, expectVault } from './expect.ts'
import { CANDLE_SECONDS, extendCandle, markFill } from './market.ts'
import { bearsRebates, type Periods, periodAt, withDueFees, withDueRebates } from './periods.ts'
import { toPoolState, withPoolState } from './poolState.ts'
import type { MarketRecord, TraderRecord, VaultRecord, VaultStatus } from './records.ts'
import { startTraderDay, traded } from './traderPosition.ts'
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
  const { state, realised, isTrip } = applyFill(vault, status, market, event)
  const { totals } = status
  putStatus(records, event.at, {
    ...withState(status, state),
    totals: {
      ...totals,
      // As the vault counts: won if proceeds exceed cost, whatever the rebate.
      trips: isTrip ? addTrip(totals.trips, realised - event.rebate) : totals.trips,
      makerVolume: totals.makerVolume + event.notional,
      takerFees: totals.takerFees + event.fee,
      rebates: totals.rebates + event.rebate,
    },
  })
  return { realised, isTrip, poolFee: undefined }
}

/** The fill from the vault's side: of its grid, or without one of a quote that its manager signed. */
function applyFill(
  vault: VaultRecord,
  status: VaultStatus,
  market: MarketRecord,
  { side, size, notional, rebate, ref, seq }: Fill,
): VaultFill {
  const { terms } = vault
  const state = toVaultState(vault, status, market)
  if (terms.prices.length === 0) return fillVaultQuote(state, side, size, notional, rebate)
  expectEqual("the vault's sequence", seq, status.fills + 1n)
  const told = BigInt(ref)
  if (!isKnownMode(terms)) {
    return fillVaultQuote({ ...state, grid: { ...state.grid, cursor: told }, seq }, side, size, notional, rebate)
  }
  expectEqual('the cursor before the fill', told, side === Side.Bid ? bidCursorOf(state.grid) : state.grid.cursor)
  const fill = fillVault(state, side, size, rebate)
  expectEqual('the notional', notional, fill.notional)
  return fill
}

function fillOfPool(records: Records, market: MarketRecord, event: Fill): Outcome {
  const { pool, status } = expectPool(records, event.maker)
  const { side, size, notional, rebate, ref, seq, fee, at } = event
  expectEqual('the market of the pool', market.id, pool.marketId)
  expectEqual('the cursor before the fill', BigInt(ref), status.cursor)
  expectEqual("the pool's sequence", seq, status.fills + 1n)
  const { units, poolFeeShareBps } = market
  const fill = poolFilled(toPoolState(pool, status, market), {
    ...{ side, size, rebate, takerFeeBps: units.takerFeeBps, poolFeeShareBps, timestamp: BigInt(at.timestamp) },
  })
  expectEqual('the notional', notional, fill.notional)
  const { poolFee } = fill
  const next = {
    ...withPoolState(status, fill.pool),
    last: at,
    makerVolume: status.makerVolume + notional,
    takerFees: status.takerFees + fee,
    poolFees: status.poolFees + poolFee,
    rebates: status.rebates + rebate,
  }
  records.put(POOL_STATE, next, pool.address)
  return { realised: undefined, isTrip: false, poolFee }
}

/** Both traders' totals after the fill, if it is the next of its maker's sequence: no two fills share a number because of this. */
function countTraders(records: Records, event: Fill): void {
  const { marketId, maker, taker, seq, side, size, notional, rebate, fee, at } = event
  const isBid = side === Side.Bid
  const before = records.get(TRADER, marketId, maker) ?? newTrader(marketId, maker)
  const expected = BigInt(before.seq) + 1n
  if (seq !== expected) {
    const fault = seq > expected ? 'logs are missing' : 'a log is repeated or out of order'
    throw new Error(`fill ${seq} of maker ${maker} in market ${marketId} where ${expected} is next: ${fault}`)
  }
  const day = startTraderDay(records, before, at)
  const position = traded(before, isBid ? size : -size, notional)
  const made = {
    ...before,
    lots: position.lots,
    trips: position.trips,
    seq: before.seq + 1,
    makerVolume: before.makerVolume + notional,
    rebates: before.rebates + rebate,
    cash: position.cash + rebate,
    day,
  }
  const same = taker === maker
  if (!same) records.put(TRADER, made, marketId, maker)
  // An account that fills its own order has one record.
  const other = same ? made : (records.get(TRADER, marketId, taker) ?? newTrader(marketId, taker))
  const after = traded(other, isBid ? -size : size, isBid ? notional - fee : notional + fee)
  const taken = {
    ...other,
    lots: after.lots,
    cash: after.cash,
    trips: after.trips,
    takerFills: other.takerFills + 1,
    takerVolume: other.takerVolume + notional,
    feesPaid: other.feesPaid + fee,
    day: startTraderDay(records, other, at),
  }
  records.put(TRADER, taken, marketId, taker)
}

/** Volume towards the maker's tier, where the market's fee bears rebates; elsewhere there can be none. */
function countPeriod(records: Records, market: MarketRecord, { maker, notional, rebate }: Fill, period: number): void {
  const venue = records.get(VENUE, 1)
  const rebates = venue && withDueRebates(venue, period).rebates
  if (rebates === undefined) return
  if (!bearsRebates(market, rebates)) {
    expectEqual('the rebate where none is paid', rebate, 0n)
    return
  }
  const made = records.get(MAKER_PERIOD, maker, market.quote, period)
  const before = { period: BigInt(period), volume: made?.volume ?? 0n }
  const { volume } = volumeWith(before, { period: before.period, notional })
  const next = { ...{ maker, quote: market.quote, period, volume }, rebates: (made?.rebates ?? 0n) + rebate }
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
    trips: NO_TRIPS,
    day: undefined,
  }
}
