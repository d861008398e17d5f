import { claimableFees, type PoolAccount, type PoolState } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { MarketRecord, PoolRecord, PoolStatus, ProviderRecord } from './records.ts'

/** Who holds a pool's first units, for good. They earn nothing. */
export const LOCKED: Address = '0x000000000000000000000000000000000000dead'

/** A pool as the SDK's transitions take it. */
export function toPoolState(pool: PoolRecord, status: PoolStatus, { id, units }: MarketRecord): PoolState {
  const { prices, anchorSize, anchorSupply, proposal, operator } = pool
  const { cursor, sizePerCell, bidTicks, reserveBase, reserveQuote, supply, stream, settled, accumulator } = status
  return {
    market: { marketId: id, lotSize: units.lotSize, tickSize: units.tickSize },
    anchor: { anchorSize, anchorSupply, prices },
    grid: { cursor, size: sizePerCell, bidTicks },
    ...{ reserveBase, reserveQuote, supply, stream, settled, accumulator },
    seq: status.fills,
    events: BigInt(status.events),
    operator,
    ...(proposal !== undefined && {
      proposal: { prices: proposal.prices.map(BigInt), referencePrice: BigInt(proposal.referencePrice) },
    }),
    executableAt: BigInt(proposal?.executableAt ?? 0),
  }
}

/** The status after a transition. */
export function withPoolState(status: PoolStatus, state: PoolState): PoolStatus {
  const { grid, reserveBase, reserveQuote, supply, stream, settled, accumulator, seq, events } = state
  return {
    ...status,
    ...{ cursor: grid.cursor, sizePerCell: grid.size, bidTicks: grid.bidTicks },
    ...{ reserveBase, reserveQuote, supply, stream, settled, accumulator },
    fills: seq,
    events: Number(events),
  }
}

/** A provider as the SDK's transitions take it. */
export function toAccount(provider: ProviderRecord): PoolAccount {
  const { lp, checkpoint, owed, baseAside, quoteAside } = provider
  return { balance: lp, checkpoint, owed, setAsideBase: baseAside, setAsideQuote: quoteAside }
}

/** The provider after a transition. */
export function withAccount(provider: ProviderRecord, account: PoolAccount): ProviderRecord {
  const { balance, checkpoint, owed, setAsideBase, setAsideQuote } = account
  return { ...provider, lp: balance, checkpoint, owed, baseAside: setAsideBase, quoteAside: setAsideQuote }
}

/** An account that the pool has not met. */
export function newProvider(pool: Address, address: Address): ProviderRecord {
  const flows = { baseIn: 0n, quoteIn: 0n, baseOut: 0n, quoteOut: 0n, claimed: 0n }
  return { pool, address, lp: 0n, ...flows, checkpoint: 0n, owed: 0n, baseAside: 0n, quoteAside: 0n }
}

/** What streamed fees a provider can claim at a time, quote atoms. */
export function claimableOf(provider: ProviderRecord, status: PoolStatus, now: bigint): bigint {
  // Whoever sends units to the locked ones gives up their fees with them.
  return provider.address === LOCKED ? 0n : claimableFees(status, toAccount(provider), now)
}
