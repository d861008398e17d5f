import type { Address } from 'viem'
import { type ChainEvent, MakerKind } from '../chain/events.ts'
import { InvariantBroken } from '../errors.ts'
import { reduceFill } from './fill.ts'
import { openMarket } from './market.ts'
import type { Candle, FillRecord, MarketRecord, TraderRecord, VaultEventRecord, VaultRecord } from './records.ts'
import { reduceCreation, reduceOwnEvent } from './vault.ts'

/** The records an event may need, as they stand before it. */
export interface View {
  readonly market: (id: number) => MarketRecord | undefined
  readonly vault: (address: Address) => VaultRecord | undefined
  readonly trader: (market: number, address: Address) => TraderRecord | undefined
  readonly candle: (market: number, day: number) => Candle | undefined
}

/** Records an event replaces, and those it adds to history. */
export interface Effects {
  readonly factory?: Address
  readonly market?: MarketRecord
  readonly traders?: readonly TraderRecord[]
  readonly candle?: Candle
  readonly fill?: FillRecord
  /** Carries the vault's new record. */
  readonly vaultEvent?: VaultEventRecord
}

/**
 * What an event changes. Pure: no clock, no I/O, nothing but the view and the SDK's arithmetic.
 *
 * @throws {InvariantBroken} when the event contradicts the records: a gap in a sequence, or an amount that the SDK
 * computes differently.
 */
export function reduce(view: View, event: ChainEvent): Effects {
  try {
    switch (event.kind) {
      case 'market-created':
        return { market: openMarket(event) }
      case 'factory-set':
        return event.makerKind === MakerKind.Vault ? { factory: event.factory } : {}
      case 'maker-registered':
        // A vault's VaultCreated, which the batch was checked to hold, says the same and more. Of pools only fills are followed.
        return {}
      case 'vault-created':
        return reduceCreation(view, event)
      case 'fill':
        return reduceFill(view, event)
      default:
        return reduceOwnEvent(view, event)
    }
  } catch (error) {
    const { height, logIndex } = event.at
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvariantBroken(`${event.kind}, log ${logIndex} of block ${height}: ${reason}`, { cause: error })
  }
}
