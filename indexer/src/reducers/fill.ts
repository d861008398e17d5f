import { addTrip } from '@tidemark/sdk/analytics'
import { feeUp, fillVault, fillVaultQuote, type VaultFill, type VaultState } from '@tidemark/sdk/core'
import type { Fill } from '../chain/events.ts'
import { expectEqual, expectMarket } from './expect.ts'
import { dayOf, extendCandle, markFill } from './market.ts'
import type { FillRecord, MarketRecord, TraderRecord, VaultEventRecord, VaultRecord } from './records.ts'
import type { Effects, View } from './reduce.ts'

/** A fill moves the market's mark, both traders' totals and, when its maker is a vault, the vault. */
export function reduceFill(view: View, event: Fill): Effects {
  const before = expectMarket(view, event.marketId)
  const maker = countMaker(view, event)
  const market = markFill(before, event)
  const vault = view.vault(event.maker)
  const vaultEvent = vault && fillOfVault(vault, market, event)
  if (vaultEvent === undefined) expectEqual('the fee', event.fee, feeUp(event.notional, before.units.takerFeeBps))
  const realised = vault && vaultEvent && vaultEvent.vault.state.position.realisedPnl - vault.state.position.realisedPnl
  return {
    market,
    traders: countTaker(view, event, maker),
    candle: extendCandle(view.candle(event.marketId, dayOf(event.at.timestamp)), event),
    fill: fillRecord(event, realised),
    ...(vaultEvent && { vaultEvent }),
  }
}

function fillOfVault(vault: VaultRecord, { id, mark }: MarketRecord, event: Fill): VaultEventRecord {
  expectEqual('the market of the vault', id, vault.marketId)
  const { state, notional, fee, realised, isTrip } = fillState(vault.state, event)
  expectEqual('the notional', event.notional, notional)
  expectEqual('the fee', event.fee, fee)
  const { totals } = vault
  const next: VaultRecord = {
    ...vault,
    state,
    totals: {
      ...totals,
      trips: isTrip ? addTrip(totals.trips, realised) : totals.trips,
      makerVolume: totals.makerVolume + notional,
      takerFees: totals.takerFees + fee,
    },
  }
  return { at: event.at, kind: 'fill', detail: undefined, vault: next, mark }
}

/** The vault after the fill: of its grid, or without one of a quote that its manager signed. */
function fillState(state: VaultState, { side, size, notional, rebate, ref, seq }: Fill): VaultFill {
  if (state.terms.prices.length === 0) return fillVaultQuote(state, side, size, notional, rebate)
  expectEqual('the cursor before the fill', BigInt(ref), state.grid.cursor)
  expectEqual("the vault's sequence", seq, state.seq + 1n)
  return fillVault(state, side, size, rebate)
}

/** The maker's totals after the fill, if the fill is the next of its sequence. */
function countMaker(view: View, { marketId, maker, seq, notional, rebate }: Fill): TraderRecord {
  const trader = view.trader(marketId, maker) ?? newTrader(marketId, maker)
  const expected = BigInt(trader.seq) + 1n
  if (seq !== expected) {
    const fault = seq > expected ? 'logs are missing' : 'a log is repeated or out of order'
    throw new Error(`fill ${seq} of maker ${maker} in market ${marketId} where ${expected} is next: ${fault}`)
  }
  return {
    ...trader,
    seq: trader.seq + 1,
    makerVolume: trader.makerVolume + notional,
    rebates: trader.rebates + rebate,
  }
}

/** Both traders' records; one record when an account fills its own order. */
function countTaker(view: View, { marketId, taker, notional, fee }: Fill, maker: TraderRecord): TraderRecord[] {
  const same = taker === maker.address
  const trader = same ? maker : (view.trader(marketId, taker) ?? newTrader(marketId, taker))
  const counted = {
    ...trader,
    takerFills: trader.takerFills + 1,
    takerVolume: trader.takerVolume + notional,
    feesPaid: trader.feesPaid + fee,
  }
  return same ? [counted] : [maker, counted]
}

function newTrader(market: number, address: TraderRecord['address']): TraderRecord {
  return {
    market,
    address,
    seq: 0,
    makerVolume: 0n,
    rebates: 0n,
    takerFills: 0,
    takerVolume: 0n,
    feesPaid: 0n,
  }
}

function fillRecord(event: Fill, realised: bigint | undefined): FillRecord {
  const { at, marketId: market, seq, kind: _kind, ...rest } = event
  return { ...rest, at, market, seq: Number(seq), realised }
}
