import type { Address } from 'viem'
import type {
  Candle,
  FillRecord,
  MarketRecord,
  TraderRecord,
  VaultEventRecord,
  VaultRecord,
} from '../reducers/records.ts'
import type { Effects, View } from '../reducers/reduce.ts'
import type { Connection } from './open.ts'
import { toTrader } from './rows/fill.ts'
import { toCandle, toMarket } from './rows/market.ts'
import { vaultReader } from './rows/vault.ts'
import { getRow } from './statements.ts'

/** The records of the last committed block. */
export function storedView(db: Connection): View {
  return {
    market: (id) => {
      const row = getRow(db, 'SELECT * FROM market WHERE id = ?', id)
      return row && toMarket(row)
    },
    vault: (address) => readVault(db, address),
    trader: (market, address) => {
      const row = getRow(db, 'SELECT * FROM trader WHERE market = ? AND address = ?', market, address)
      return row && toTrader(row)
    },
    candle: (market, day) => {
      const row = getRow(db, 'SELECT * FROM candle WHERE market = ? AND day = ?', market, day)
      return row && toCandle(row)
    },
  }
}

/** A vault as of the end of block `height`, by default of everything indexed. */
export function readVault(db: Connection, address: Address, height = Number.MAX_SAFE_INTEGER): VaultRecord | undefined {
  const row = getRow(db, 'SELECT * FROM vault WHERE address = ?', address)
  if (row === undefined) return undefined
  const event = getRow(
    db,
    'SELECT * FROM vault_event WHERE vault = ? AND height <= ? ORDER BY height DESC, log_index DESC LIMIT 1',
    address,
    height,
  )
  const units = getRow(db, 'SELECT lot_size, tick_size, taker_fee_bps FROM market WHERE id = ?', row.market as number)
  return event && units && vaultReader(row, units)(event)
}

/** Whether the factory made this address. */
export function hasVault(db: Connection, address: Address): boolean {
  return getRow(db, 'SELECT 1 FROM vault WHERE address = ?', address) !== undefined
}

/** Everything a batch changes, before any of it is written. */
export interface Changes {
  readonly factory: Address | undefined
  readonly markets: Iterable<MarketRecord>
  readonly candles: Iterable<Candle>
  readonly traders: Iterable<TraderRecord>
  readonly vaults: Iterable<VaultRecord>
  readonly fills: readonly FillRecord[]
  readonly vaultEvents: readonly VaultEventRecord[]
}

/** A view that remembers effects on top of another one. Dropping it undoes them. */
export class Overlay implements View {
  readonly #base: View
  readonly #markets = new Map<number, MarketRecord>()
  readonly #vaults = new Map<Address, VaultRecord>()
  readonly #traders = new Map<string, TraderRecord>()
  readonly #candles = new Map<string, Candle>()
  readonly #fills: FillRecord[] = []
  readonly #vaultEvents: VaultEventRecord[] = []
  #factory: Address | undefined
  // Records read from below. A maker that is no vault is asked for at every fill, so absence is remembered too.
  readonly #vaultsBelow = new Map<Address, VaultRecord | undefined>()

  constructor(base: View) {
    this.#base = base
  }

  market(id: number): MarketRecord | undefined {
    return this.#markets.get(id) ?? this.#base.market(id)
  }

  vault(address: Address): VaultRecord | undefined {
    const changed = this.#vaults.get(address)
    if (changed !== undefined) return changed
    if (!this.#vaultsBelow.has(address)) this.#vaultsBelow.set(address, this.#base.vault(address))
    return this.#vaultsBelow.get(address)
  }

  trader(market: number, address: Address): TraderRecord | undefined {
    return this.#traders.get(`${market}:${address}`) ?? this.#base.trader(market, address)
  }

  candle(market: number, day: number): Candle | undefined {
    return this.#candles.get(`${market}:${day}`) ?? this.#base.candle(market, day)
  }

  /** Take one event's effects into account. */
  apply({ factory, market, traders, candle, fill, vaultEvent }: Effects): void {
    if (factory !== undefined) this.#factory = factory
    if (market !== undefined) this.#markets.set(market.id, market)
    for (const trader of traders ?? []) this.#traders.set(`${trader.market}:${trader.address}`, trader)
    if (candle !== undefined) this.#candles.set(`${candle.market}:${candle.day}`, candle)
    if (fill !== undefined) this.#fills.push(fill)
    if (vaultEvent !== undefined) {
      this.#vaults.set(vaultEvent.vault.address, vaultEvent.vault)
      this.#vaultEvents.push(vaultEvent)
    }
  }

  /** All effects so far. */
  changes(): Changes {
    return {
      factory: this.#factory,
      markets: this.#markets.values(),
      candles: this.#candles.values(),
      traders: this.#traders.values(),
      vaults: this.#vaults.values(),
      fills: this.#fills,
      vaultEvents: this.#vaultEvents,
    }
  }
}
