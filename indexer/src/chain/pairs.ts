import { InvariantBroken } from '../errors.ts'
import { type ChainEvent, MakerKind, type MakerRegistered, type VaultCreated } from './events.ts'

/**
 * Exchange and factory speak of every new vault, one right after the other in one transaction: where one of the two is
 * missing, a log is, or the index began too late to know the factory.
 *
 * @throws {InvariantBroken} when a vault was registered and not created, or created and not registered.
 */
export function checkPairs(events: readonly ChainEvent[]): void {
  let open: MakerRegistered | undefined
  for (const event of events) {
    if (event.kind === 'vault-created') {
      if (open === undefined || !isPair(open, event)) throw missing(event, event.vault, 'MakerRegistered')
      open = undefined
    } else if (open !== undefined) {
      break
    } else if (event.kind === 'maker-registered' && event.makerKind === MakerKind.Vault) {
      open = event
    }
  }
  if (open !== undefined) throw missing(open, open.maker, 'VaultCreated')
}

function isPair(registered: MakerRegistered, created: VaultCreated): boolean {
  const { maker, marketId, at } = registered
  return maker === created.vault && marketId === created.marketId && at.txHash === created.at.txHash
}

function missing({ kind, at }: MakerRegistered | VaultCreated, vault: string, other: string): InvariantBroken {
  return new InvariantBroken(
    `${kind}, log ${at.logIndex} of block ${at.height}: vault ${vault} has no ${other} beside it: a log is missing, or ` +
      "the start block is later than the exchange's deployment; start at or before that",
  )
}
