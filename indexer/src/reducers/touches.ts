import { type Address, zeroAddress } from 'viem'
import { type ChainEvent, MakerKind } from '../chain/events.ts'
import type { TableShape, Value } from '../store/table.ts'
import { CANDLE, MARKET } from '../store/tables/market.ts'
import {
  MARKET_CLOCK,
  MARKOUT,
  MARKOUT_GROUP,
  MARKOUT_TAPE,
  POOL_FLOW,
  QUOTE,
  UPTIME,
} from '../store/tables/measures.ts'
import { POOL, POOL_STATE, PROVIDER } from '../store/tables/pool.ts'
import { CANCELLED_QUOTE, MAKER, MAKER_PERIOD, TRADER } from '../store/tables/trader.ts'
import { MANAGER_CLAIM, VAULT, VAULT_DAY, VAULT_STATE } from '../store/tables/vault.ts'
import { VENUE } from '../store/tables/venue.ts'
import { NotLoaded, type Records } from '../store/workingSet.ts'
import { CANDLE_SECONDS, dayOf } from './market.ts'
import { type Periods, periodAt } from './periods.ts'
import { LOCKED } from './poolState.ts'

/** Takes note of a row that an event will need. */
type Touch = (table: TableShape, ...key: Value[]) => void

/**
 * The rows an event will look for, as far as it tells by itself; so that a batch asks the store once for all of them.
 * Rows that it does not name itself are in {@link touchMaker}.
 */
export function touch(event: ChainEvent, want: Touch): void {
  const { timestamp } = event.at
  switch (event.kind) {
    case 'fill': {
      const { marketId, maker, taker } = event
      want(VENUE, 1)
      want(MARKET, marketId)
      want(MAKER, maker)
      want(TRADER, marketId, maker)
      want(TRADER, marketId, taker)
      want(MARKET_CLOCK, marketId)
      want(MARKOUT_TAPE, marketId)
      want(MARKOUT_GROUP, marketId, timestamp)
      want(MARKOUT, marketId, maker)
      for (const seconds of CANDLE_SECONDS) want(CANDLE, marketId, seconds, Math.floor(timestamp / seconds))
      return
    }
    case 'transfer':
      touchPool(want, event.pool, event.from, event.to)
      break
    case 'liquidity-added':
      touchPool(want, event.pool, event.provider, event.to)
      break
    case 'liquidity-removed':
    case 'set-aside':
    case 'set-aside-claimed':
    case 'fees-claimed':
      touchPool(want, event.pool, event.provider)
      break
    case 'pool-created':
      touchPool(want, event.pool, event.founder, LOCKED)
      break
    case 'crystallised':
    case 'profit-share-claimed':
      touchVault(want, event.vault, timestamp)
      want(MANAGER_CLAIM, event.vault, event.manager)
      break
    case 'maker-registered':
    case 'epoch-raised':
      want(VENUE, 1)
      want(MAKER, event.maker)
      break
    case 'quote-cancelled':
      want(VENUE, 1)
      want(CANCELLED_QUOTE, event.hash)
      break
    case 'quotes-cancelled':
      want(VENUE, 1)
      want(TRADER, event.marketId, event.maker)
      break
    default:
      if ('vault' in event) touchVault(want, event.vault, timestamp)
      else if ('pool' in event) touchPool(want, event.pool)
      else if ('marketId' in event) want(MARKET, event.marketId)
  }
}

function touchVault(want: Touch, vault: Address, timestamp: number): void {
  want(VAULT, vault)
  want(VAULT_STATE, vault)
  want(VAULT_DAY, vault, dayOf(timestamp))
  want(UPTIME, vault)
}

function touchPool(want: Touch, pool: Address, ...providers: Address[]): void {
  want(POOL, pool)
  want(POOL_STATE, pool)
  want(UPTIME, pool)
  want(POOL_FLOW, pool)
  for (const provider of providers) if (provider !== zeroAddress) want(PROVIDER, pool, provider)
}

/** The rows that a fill needs because of what its maker is, as far as that is known before the batch. */
export function touchMaker(event: ChainEvent, records: Records, periods: Periods, want: Touch): void {
  if (event.kind !== 'fill') return
  const { maker, marketId, at } = event
  try {
    const kind = records.get(MAKER, maker)?.kind
    if (kind === MakerKind.Vault) touchVault(want, maker, at.timestamp)
    if (kind === MakerKind.Pool) touchPool(want, maker)
    const market = records.get(MARKET, marketId)
    if (market !== undefined) want(MAKER_PERIOD, maker, market.quote, periodAt(periods, at.timestamp))
  } catch (error) {
    // It comes to be within the batch; the reducer will ask.
    if (!(error instanceof NotLoaded)) throw error
  }
}

/** The quote that a signer's fill is of: each has its own. A vault's, which its strategy tells apart, the reducer asks for. */
export function touchQuote(event: ChainEvent, records: Records, want: Touch): void {
  if (event.kind !== 'fill') return
  try {
    const kind = records.get(MAKER, event.maker)?.kind ?? MakerKind.Signer
    if (kind === MakerKind.Signer) want(QUOTE, event.ref)
  } catch (error) {
    if (!(error instanceof NotLoaded)) throw error
  }
}
