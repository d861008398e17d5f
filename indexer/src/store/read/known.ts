/** Values kept at most. */
const MAX_VALUES = 64

/** What was worked out in a state of the index (`stateKey`), and holds until it changes. The oldest goes first. */
export class Known {
  readonly #values = new Map<string, { readonly state: string; readonly value: unknown }>()

  get(key: string, state: string): unknown {
    const found = this.#values.get(key)
    return found?.state === state ? found.value : undefined
  }

  set(key: string, state: string, value: unknown): void {
    this.#values.delete(key)
    this.#values.set(key, { state, value })
    const [oldest] = this.#values.keys()
    if (this.#values.size > MAX_VALUES && oldest !== undefined) this.#values.delete(oldest)
  }
}
