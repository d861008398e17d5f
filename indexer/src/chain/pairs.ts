import { InvariantBroken } from '../errors.ts'
import { type ChainEvent, MakerKind, type MakerRegistered, type PoolCreated, type VaultCreated } from './events.ts'

type Created = VaultCreated | PoolCreated

/**
 * Exchange and factory speak of every new vault or pool, one right after the other in one transaction: where one of the two
 * is missing, a log is, or the index began too late to know the factory.
 *
 * @throws {InvariantBroken} when a maker was registered and not created, or created and not registered.
 */
export function checkPairs(events: readonly ChainEvent[]): void {
  let open: MakerRegistered | undefined
  for (const event of events) {
    if (event.kind === 'vault-created' || event.kind === 'pool-created') {
      if (open === undefined || !isPair(open, event)) throw missing(event, 'MakerRegistered')
      open = undefined
    } else if (open !== undefined) {
      break
    } else if (event.kind === 'maker-registered') {
      open = event
    }
  }
  if (open !== undefined) throw missing(open, open.makerKind === MakerKind.Vault ? 'VaultCreated' : 'PoolCreated')
}

function makerOf(created: Created): string {
  return created.kind === 'vault-created' ? created.vault : created.pool
}

function isPair(registered: MakerRegistered, created: Created): boolean {
  const kind = created.kind === 'vault-created' ? MakerKind.Vault : MakerKind.Pool
  const { maker, marketId, at, makerKind } = registered
  return (
    maker === makerOf(created) && makerKind === kind && marketId === created.marketId && at.txHash === created.at.txHash
  )
}

function missing(event: MakerRegistered | Created, other: string): InvariantBroken {
  const { kind, at } = event
  const maker = event.kind === 'maker-registered' ? event.maker : makerOf(event)
  const what = other === 'PoolCreated' || event.kind === 'pool-created' ? 'pool' : 'vault'
  return new InvariantBroken(
    `${kind}, log ${at.logIndex} of block ${at.height}: ${what} ${maker} has no ${other} beside it: a log is missing, or ` +
      "the start block is later than the exchange's deployment; start at or before that",
  )
}
