import type { Address } from 'viem'
import { decode, signatureOf } from './decode.ts'
import { type ChainEvent, MakerKind } from './events.ts'
import type { RawLog } from './logs.ts'

/** What is already known about our contracts before a range. */
export interface Known {
  readonly exchange: Address
  readonly factory: Address | undefined
  readonly isVault: (address: Address) => boolean
}

/**
 * Those of the logs that our contracts emitted: the exchange, its factory, and vaults the factory made. The logs were
 * fetched by signature alone, so anyone's may be among them. They are in chain order, so a factory or vault counts from the
 * log that names it onward, also within one block.
 */
export function selectOurs(logs: readonly RawLog[], known: Known): RawLog[] {
  let { factory } = known
  const fresh = new Set<Address>()
  return logs.filter((log) => {
    const signature = signatureOf(log)
    switch (signature?.emitter) {
      case 'exchange':
        if (log.address !== known.exchange) return false
        if (signature.name === 'FactorySet') {
          const named = expectKind(log, 'factory-set')
          if (named.makerKind === MakerKind.Vault) factory = named.factory
        }
        return true
      case 'factory':
        if (log.address !== factory) return false
        fresh.add(expectKind(log, 'vault-created').vault)
        return true
      case 'vault':
        return fresh.has(log.address) || known.isVault(log.address)
      default:
        return false
    }
  })
}

function expectKind<K extends ChainEvent['kind']>(log: RawLog, kind: K): Extract<ChainEvent, { kind: K }> {
  // Only the address in it is wanted here; the time comes with the full decoding.
  const event = decode(log, 0)
  if (event.kind !== kind) throw new TypeError(`a ${event.kind} where ${kind} was expected`)
  return event as Extract<ChainEvent, { kind: K }>
}
