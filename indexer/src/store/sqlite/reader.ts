import type { Read, Reader } from '../read/read.ts'
import { forChain } from '../sql.ts'
import type { Row, Value } from '../table.ts'
import { statement } from './bulk.ts'
import { type Connection, checkVersion } from './open.ts'

/** Reads one chain's index from a file. Every read is done when it returns. */
export class SqliteReader implements Reader {
  readonly chainId: number
  readonly #db: Connection

  constructor(db: Connection, chainId: number) {
    this.#db = db
    this.chainId = chainId
  }

  run<T>(read: Read<T>): T {
    let step = read.next()
    while (!step.done) {
      const { sql, values } = step.value
      step = read.next(statement(this.#db, forChain(sql, this.chainId)).all(values as Value[]) as Row[])
    }
    return step.value
  }

  /** `work` must not wait: another request's reads would come into its transaction. */
  snapshot<T>(work: (reader: SqliteReader) => T): T {
    return this.#db.transaction(() => {
      checkVersion(this.#db)
      return work(this)
    })()
  }

  close(): void {
    this.#db.close()
  }
}
