import type { Query } from './read/read.ts'
import type { Row } from './table.ts'

/** Answers kept of one snapshot at most. */
const MAX_ANSWERS = 500

/**
 * What a snapshot answered: whoever asks the same again gets the same. One request comes to a vault, a market or the cursor
 * from several sides. Only answers of a row or none are kept: pages of a whole table are read once.
 */
export class Asked {
  readonly #answers = new Map<string, readonly Row[]>()

  get(query: Query): readonly Row[] | undefined {
    return this.#answers.get(keyOf(query))
  }

  keep(query: Query, rows: readonly Row[]): void {
    if (rows.length <= 1 && this.#answers.size < MAX_ANSWERS) this.#answers.set(keyOf(query), rows)
  }
}

function keyOf({ sql, values }: Query): string {
  return values.length === 0 ? sql : `${sql} ${JSON.stringify(values)}`
}
