/** Values kept at most. */
const MAX_VALUES = 64

/** What was worked out as of a height and generation, and holds until either changes. The oldest goes first. */
export class Known {
  readonly #values = new Map<
    string,
    { readonly generation: number; readonly height: number; readonly value: unknown }
  >()

  get(key: string, generation: number, height: number): unknown {
    const found = this.#values.get(key)
    return found?.generation === generation && found.height === height ? found.value : undefined
  }

  set(key: string, generation: number, height: number, value: unknown): void {
    this.#values.delete(key)
    this.#values.set(key, { generation, height, value })
    const [oldest] = this.#values.keys()
    if (this.#values.size > MAX_VALUES && oldest !== undefined) this.#values.delete(oldest)
  }
}
