import { createHash } from 'node:crypto'
import { closeSync, createReadStream, fsyncSync, openSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'
import { ConfigError } from '../errors.ts'
import type { Digest } from '../store/digest.ts'
import { HEADER, type Kept, RAW_LOG, TOKEN, UNDO } from '../store/kept.ts'
import type { Stored } from '../store/rows.ts'
import type { Cursor, Identity } from '../store/store.ts'
import type { TableShape } from '../store/table.ts'
import { TABLES } from '../store/tables/all.ts'

/** What an archive holds: everything but who wrote and what subscribers were told. */
export const ARCHIVED: readonly (TableShape | Kept)[] = [...TABLES, UNDO, RAW_LOG, HEADER, TOKEN]

const FORMAT = 'tidemark-index'

/** Characters that are compressed together. */
const CHUNK = 1 << 20

/** First line of an archive. */
export interface Heading {
  readonly format: typeof FORMAT
  readonly schema: number
  readonly identity: Identity
  readonly cursor: Cursor
}

/** Last line: of all lines before it, and of the index. */
interface Ending {
  readonly sha256: string
  readonly digest: Digest
}

/** Rows of one table. */
export interface Part {
  readonly table: TableShape | Kept
  readonly rows: readonly (readonly Stored[])[]
}

/**
 * Writes an index as gzipped lines of JSON: a heading, rows by table, and an ending that covers both. Everything is written
 * when a call returns, so that a read can write without waiting.
 */
export class ArchiveWriter {
  readonly #file: number
  readonly #sum = createHash('sha256')
  #pending = ''

  /** @throws when the file exists already. */
  constructor(path: string, heading: Omit<Heading, 'format'>) {
    this.#file = openSync(path, 'wx')
    this.#line({ format: FORMAT, ...heading })
  }

  rows({ table, rows }: Part): void {
    const columns = Object.keys(table.columns)
    const text = rows.map((row) => row.map((value) => (value instanceof Uint8Array ? base64(value) : value)))
    this.#line({ table: table.name, columns, rows: text })
  }

  finish(digest: Digest): void {
    this.#flush()
    const ending: Ending = { sha256: this.#sum.digest('hex'), digest }
    this.#write(gzipSync(`${JSON.stringify(ending)}\n`))
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }

  #line(value: object): void {
    this.#pending += `${JSON.stringify(value)}\n`
    if (this.#pending.length > CHUNK) this.#flush()
  }

  #flush(): void {
    this.#sum.update(this.#pending)
    this.#write(gzipSync(this.#pending, { level: 3 }))
    this.#pending = ''
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at)
  }
}

/** The lines of an archive, checked as they come. Its ending is known once all rows were read. */
export class ArchiveReader {
  readonly #path: string
  readonly #sum = createHash('sha256')
  readonly #lines: AsyncIterator<string>
  #last = ''
  #ending: Ending | undefined

  constructor(path: string) {
    this.#path = path
    const unpacked = createGunzip()
    const lines = createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })
    // Lines may end without a word of what their source failed of.
    const failed = pipeline(createReadStream(path), unpacked).then(
      () => undefined,
      (error: Error) => {
        lines.close()
        return error
      },
    )
    this.#lines = failing(path, failed, lines)[Symbol.asyncIterator]()
  }

  /** @throws {ConfigError} when this is no archive, or one of another version. */
  async heading(schema: number): Promise<Heading> {
    const heading = (await this.#next()) as Partial<Heading> | undefined
    if (heading?.format !== FORMAT || heading.identity === undefined || heading.cursor === undefined) {
      throw new ConfigError(`${this.#path} is no export of an index`)
    }
    if (heading.schema !== schema) {
      throw new ConfigError(`${this.#path} was exported with schema ${heading.schema}, this version has ${schema}`)
    }
    return heading as Heading
  }

  /** The rows, in the order in which they were written. @throws {ConfigError} when some are missing or were changed. */
  async *parts(): AsyncGenerator<Part> {
    for (;;) {
      const line = (await this.#next()) as { table?: string; rows?: Stored[][]; sha256?: string } | undefined
      if (line === undefined) throw new ConfigError(`${this.#path} ends too early: the export was cut off`)
      if (line.sha256 !== undefined) {
        this.#ending = line as unknown as Ending
        break
      }
      const table = ARCHIVED.find(({ name }) => name === line.table)
      if (table === undefined) throw new ConfigError(`${this.#path} holds a table ${line.table}, which is unknown`)
      const bytes = Object.values(table.columns).map((type) => type === 'bytes')
      const decode = (value: Stored, i: number) => (bytes[i] ? Buffer.from(String(value), 'base64') : value)
      yield { table, rows: (line.rows ?? []).map((row) => row.map(decode)) }
    }
    const actual = this.#sum.digest('hex')
    if (actual !== this.#ending.sha256) {
      throw new ConfigError(`${this.#path} was changed: its lines have SHA-256 ${actual}, not ${this.#ending.sha256}`)
    }
  }

  /** Of the index that was exported; nothing before all parts were read. */
  get digest(): Digest | undefined {
    return this.#ending?.digest
  }

  async #next(): Promise<unknown> {
    const { value, done } = await this.#lines.next()
    if (done) return undefined
    // The ending is no part of what it covers, so each line counts once there is another one.
    if (this.#last !== '') this.#sum.update(`${this.#last}\n`)
    this.#last = value
    try {
      return JSON.parse(value)
    } catch (error) {
      throw new ConfigError(`${this.#path} is no export of an index`, { cause: error })
    }
  }
}

/** Lines that end with why the file could not be read, where it could not. */
async function* failing(path: string, failed: Promise<Error | undefined>, lines: AsyncIterable<string>) {
  let failure: Error | undefined
  try {
    yield* lines
  } catch (error) {
    failure = error as Error
  }
  failure ??= await failed
  if (failure) throw new ConfigError(`${path} cannot be read: ${failure.message}`, { cause: failure })
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
