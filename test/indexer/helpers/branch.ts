import { makerVaultAbi } from '@tidemark/sdk/abis'
import { Side } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import { at, createVault, mine, send, take, takeQuote, type Venue } from './venue.ts'

/** Numbers below a bound, the same for the same seed. */
export function generator(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

/** Makes blocks of random trading on whatever branch the node is on. */
export class Trading {
  readonly #venue: Venue
  readonly #random: (bound: number) => number
  readonly vaults: Address[]
  #salt = 0n

  constructor(venue: Venue, vaults: readonly Address[], seed: number) {
    this.#venue = venue
    this.vaults = [...vaults]
    this.#random = generator(seed)
  }

  /** Mine blocks that hold takes of grids and quotes, deposits and withdrawals, and some that hold nothing. */
  async blocks(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      for (let n = this.#random(4); n > 0; n--) await this.#act()
      await mine(this.#venue.client)
    }
  }

  async #act(): Promise<Hex> {
    const [, owner, taker, quoter] = this.#venue.accounts as [Address, Address, Address, Address]
    const vault = at(this.vaults, this.#random(this.vaults.length))
    const side = this.#random(2) === 0 ? Side.Bid : Side.Ask
    switch (this.#random(8)) {
      case 0:
        return takeQuote(
          this.#venue,
          taker,
          quoter,
          side,
          5n,
          BigInt(950 + this.#random(100)),
          10n ** 9n + this.#salt++,
        )
      case 1:
        return send(this.#venue.client, owner, vault, makerVaultAbi, 'deposit', [10n ** 15n, 1_000n])
      case 2:
        return send(this.#venue.client, owner, vault, makerVaultAbi, 'withdraw', [0n, 7n, owner])
      default:
        return take(this.#venue, taker, vault, side, BigInt(1 + this.#random(900)))
    }
  }

  /** Create a vault of the second account's, not yet mined; on another branch the same call makes the same address. */
  create(): Promise<Address> {
    return createVault(this.#venue, at(this.#venue.accounts, 4))
  }
}
