import type { Address } from 'viem'
import { MakerKind, type VenueEvent } from '../chain/events.ts'
import { MARKET } from '../store/tables/market.ts'
import { CANCELLED_QUOTE, MAKER, TRADER } from '../store/tables/trader.ts'
import { EVENT, VENUE } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { expectMarket } from './expect.ts'
import { newTrader } from './fill.ts'
import { openMarket } from './market.ts'
import { type Periods, periodAt, withDueFees, withDueRebates } from './periods.ts'
import type { EventKind, VenueRecord } from './records.ts'
import { texts } from './texts.ts'

const NO_VENUE: VenueRecord = {
  vaultFactory: undefined,
  poolFactory: undefined,
  guardian: undefined,
  rebates: undefined,
  nextRebates: undefined,
}

/** What the exchange says of itself, its markets and its makers. */
export function reduceVenue(records: Records, event: VenueEvent, exchange: Address, periods: Periods): void {
  const { at } = event
  const period = periodAt(periods, at.timestamp)
  const venue = withDueRebates(records.get(VENUE, 1) ?? NO_VENUE, period)
  const tell = (
    kind: EventKind,
    detail: Record<string, string>,
    about: { subject?: Address; actor?: Address; market?: number } = {},
  ) => {
    const { subject = exchange, actor, market } = about
    records.put(EVENT, { at, kind, subject, actor, market, seq: undefined, detail })
  }
  const putVenue = (change: Partial<VenueRecord>) => records.put(VENUE, { ...venue, ...change }, 1)

  switch (event.kind) {
    case 'market-created': {
      const { marketId, base, quote, oracle, takerFeeBps } = event
      records.get(MARKET, marketId)
      records.put(MARKET, openMarket(event), marketId)
      tell('market-created', { base, quote, oracle, ...texts({ takerFeeBps }) }, { market: marketId })
      break
    }
    case 'fees-scheduled': {
      const { marketId, takerFeeBps, poolFeeShareBps, fromPeriod } = event
      const market = withDueFees(expectMarket(records, marketId), period)
      records.put(MARKET, { ...market, nextFees: { takerFeeBps, poolFeeShareBps, fromPeriod } }, marketId)
      tell('fees-scheduled', texts({ takerFeeBps, poolFeeShareBps, fromPeriod }), { market: marketId })
      break
    }
    case 'market-halted':
    case 'market-resumed': {
      const { marketId, kind } = event
      const market = expectMarket(records, marketId)
      records.put(MARKET, { ...market, halted: kind === 'market-halted' }, marketId)
      tell(kind, {}, { market: marketId, ...(event.kind === 'market-halted' && { actor: event.by }) })
      break
    }
    case 'guardian-set':
      putVenue({ guardian: event.guardian })
      tell('guardian-set', {}, { actor: event.guardian })
      break
    case 'rebates-scheduled': {
      const { thresholds, ratesBps, fromPeriod } = event
      const rebates = { thresholds: thresholds.map(String), ratesBps, fromPeriod }
      putVenue(fromPeriod > period ? { nextRebates: rebates } : { rebates, nextRebates: undefined })
      tell('rebates-scheduled', {
        thresholds: thresholds.join(' '),
        ratesBps: ratesBps.join(' '),
        ...texts({ fromPeriod }),
      })
      break
    }
    case 'fees-collected':
      tell('fees-collected', { token: event.token, ...texts({ amount: event.amount }) }, { actor: event.to })
      break
    case 'quote-cancelled': {
      const { maker, hash } = event
      records.get(CANCELLED_QUOTE, hash)
      records.put(CANCELLED_QUOTE, { hash, maker, at }, hash)
      tell('quote-cancelled', { hash }, { subject: maker })
      break
    }
    case 'quotes-cancelled': {
      const { maker, marketId, nonce } = event
      const trader = records.get(TRADER, marketId, maker) ?? newTrader(marketId, maker)
      records.put(TRADER, { ...trader, nonce }, marketId, maker)
      tell('quotes-cancelled', texts({ nonce }), { subject: maker, market: marketId })
      break
    }
    case 'epoch-raised': {
      const { maker: address, epoch } = event
      const { height, logIndex } = at
      const since = { height, logIndex }
      const maker = records.get(MAKER, address) ?? {
        address,
        kind: MakerKind.Signer,
        market: undefined,
        epoch: 0,
        since,
      }
      records.put(MAKER, { ...maker, epoch: Number(epoch) }, address)
      tell('epoch-raised', texts({ epoch }), { subject: address })
      break
    }
    case 'leg-skipped': {
      const { marketId, maker, index, reason } = event
      tell('leg-skipped', { ...texts({ index }), reason }, { subject: maker, market: marketId })
      break
    }
    case 'factory-set': {
      const { makerKind, factory } = event
      putVenue(makerKind === MakerKind.Vault ? { vaultFactory: factory } : { poolFactory: factory })
      tell('factory-set', texts({ makerKind }), { actor: factory })
      break
    }
    case 'maker-registered': {
      const { maker: address, marketId: market, makerKind: kind } = event
      const { height, logIndex } = at
      const known = records.get(MAKER, address)
      // The creation that follows tells the rest; here an address becomes a maker of its kind.
      records.put(MAKER, { address, kind, market, epoch: known?.epoch ?? 0, since: { height, logIndex } }, address)
      return
    }
  }
}
