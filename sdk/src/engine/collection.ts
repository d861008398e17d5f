import { type Codec, demand, listOf } from './codec.ts'
import { UnknownIdError } from './errors.ts'

/** Records with ids that count from 1, in the order of their making. Records are values: a change replaces one. */
export class Collection<Item> {
  readonly #what: string
  readonly #items: Item[]

  constructor(what: string, items: readonly Item[] = []) {
    this.#what = what
    this.#items = [...items]
  }

  /** How many there are; also the last id. */
  get size(): number {
    return this.#items.length
  }

  /** @throws {UnknownIdError} */
  get(id: number): Item {
    const item = this.#items[id - 1]
    if (item === undefined) throw new UnknownIdError(this.#what, id, this.size)
    return item
  }

  /** The id that the next one gets. */
  get nextId(): number {
    return this.size + 1
  }

  add(item: Item): number {
    return this.#items.push(item)
  }

  set(id: number, item: Item): void {
    this.#items[id - 1] = item
  }

  /** All, by id. */
  all(): readonly Item[] {
    return this.#items
  }
}

/** Codec of a list whose items carry the ids 1, 2, 3 …. */
export function numbered<Item extends { readonly id: number }>(item: Codec<Item>): Codec<readonly Item[]> {
  const list = listOf(item)
  return {
    encode: list.encode,
    decode(json, path) {
      const items = list.decode(json, path)
      for (const [index, { id }] of items.entries())
        demand(id === index + 1, `${path}[${index}].id`, `${index + 1}`, id)
      return items
    },
  }
}
