import type { Address } from 'viem'
import type { MarketRecord, VaultRecord } from './records.ts'
import type { View } from './reduce.ts'

/** Both must be equal: the chain said `actual`, we computed `expected`. */
export function expectEqual(what: string, actual: bigint | number, expected: bigint | number): void {
  if (actual !== expected) throw new Error(`${what} is ${actual} on chain and ${expected} by the index`)
}

/** A market the index must know already. */
export function expectMarket(view: View, id: number): MarketRecord {
  const market = view.market(id)
  if (market === undefined) {
    throw new Error(`market ${id} is unknown; is the start block later than the exchange's deployment?`)
  }
  return market
}

/** A vault the index must know already. */
export function expectVault(view: View, address: Address): VaultRecord {
  const vault = view.vault(address)
  if (vault === undefined) throw new Error(`vault ${address} is unknown`)
  return vault
}
