import { Asked } from '../asked.ts'
import type { Query, Read, Reader } from '../read/read.ts'
import { plannedOnce } from '../sql.ts'
import type { Row, Value } from '../table.ts'
import { statement } from './bulk.ts'
import { type Connection, checkVersion } from './open.ts'

/** Reads one chain's index from a file. Every read is done when it returns. */
export class SqliteReader implements Reader {
  readonly chainId: number
  readonly #db: Connection
  readonly #asked: Asked | undefined
  /** Made once: making one takes longer than a short read. */
  #transaction: ((reads: () => unknown) => unknown) | undefined

  /** @param asked What this state of the file has answered; nothing where it may change from one read to the next. */
  constructor(db: Connection, chainId: number, asked?: Asked) {
    this.#db = db
    this.chainId = chainId
    this.#asked = asked
  }

  run<T>(read: Read<T>): T {
    let step = read.next()
    while (!step.done) {
      step = read.next(this.#asked?.get(step.value) ?? this.#rows(step.value))
    }
    return step.value
  }

  /** `work` must not wait: another request's reads would come into its transaction. */
  snapshot<T>(work: (reader: SqliteReader) => T): T {
    const within = this.#asked === undefined ? new SqliteReader(this.#db, this.chainId, new Asked()) : this
    this.#transaction ??= this.#db.transaction((reads) => {
      checkVersion(this.#db)
      return reads()
    })
    return this.#transaction(() => work(within)) as T
  }

  #rows(query: Query): readonly Row[] {
    const sql = plannedOnce(query.sql, this.chainId)
    const rows = statement(this.#db, sql).all(query.values as Value[]) as Row[]
    this.#asked?.keep(query, rows)
    return rows
  }

  close(): void {
    this.#db.close()
  }
}
