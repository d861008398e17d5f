import type { Address } from 'viem'
import { decode } from './decode.ts'
import { MakerKind } from './events.ts'
import type { RawLog } from './logs.ts'
import { signatureOf } from './signatures.ts'

/** Our contracts, as far as the logs before a place have named them. */
export class Registry {
  readonly exchange: Address
  readonly #factories = new Map<MakerKind, Address>()
  readonly #makers = new Map<Address, MakerKind>()

  constructor(exchange: Address) {
    this.exchange = exchange
  }

  /** Note what was indexed before. */
  addFactory(kind: MakerKind, address: Address): void {
    this.#factories.set(kind, address)
  }

  addMaker(kind: MakerKind, address: Address): void {
    this.#makers.set(address, kind)
  }

  get makers(): Iterable<Address> {
    return this.#makers.keys()
  }

  get pools(): Address[] {
    return [...this.#makers].flatMap(([address, kind]) => (kind === MakerKind.Pool ? [address] : []))
  }

  /**
   * Those of the logs that our contracts emitted: the exchange, its factories, and the vaults and pools that it admitted.
   * The logs were fetched by signature alone, so anyone's may be among them. They are in chain order, so a contract
   * counts from the log that names it onward, also within one block.
   */
  select(logs: readonly RawLog[]): RawLog[] {
    return logs.filter((log) => this.#isOurs(log))
  }

  #isOurs(log: RawLog): boolean {
    const signature = signatureOf(log.topics[0])
    switch (signature?.emitter) {
      case 'exchange':
        if (log.address !== this.exchange) return false
        if (signature.name === 'FactorySet' || signature.name === 'MakerRegistered') this.#note(log)
        return true
      case 'vault-factory':
        return log.address === this.#factories.get(MakerKind.Vault)
      case 'pool-factory':
        return log.address === this.#factories.get(MakerKind.Pool)
      case 'vault':
        return this.#makers.get(log.address) === MakerKind.Vault
      case 'pool':
        return this.#makers.get(log.address) === MakerKind.Pool
      default:
        return false
    }
  }

  #note(log: RawLog): void {
    // Only the address in it is wanted here; the time comes with the full decoding.
    const event = decode(log, 0)
    if (event.kind === 'factory-set') this.addFactory(event.makerKind, event.factory)
    if (event.kind === 'maker-registered') this.addMaker(event.makerKind, event.maker)
  }
}
