import { setTimeout as sleep } from 'node:timers/promises'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { type Address, decodeFunctionResult, encodeFunctionData } from 'viem'
import { polling } from '../../../indexer/src/chain/heads.ts'
import { Providers } from '../../../indexer/src/chain/providers.ts'
import { connect } from '../../../indexer/src/chain/rpc.ts'
import { Follower } from '../../../indexer/src/follow.ts'
import type { Logger } from '../../../indexer/src/log.ts'
import { type Digest, digestIndex } from '../../../indexer/src/store/digest.ts'
import { type Connection, openFile } from '../../../indexer/src/store/sqlite/open.ts'
import { SqliteReader } from '../../../indexer/src/store/sqlite/reader.ts'
import { createIndex, readIdentities, SqliteWriter } from '../../../indexer/src/store/sqlite/writer.ts'
import type { Cursor, Identity, Writer } from '../../../indexer/src/store/store.ts'

/** How a chain is followed without a process of its own. */
export interface Following {
  readonly rpc: readonly string[]
  readonly exchange: Address
  readonly finality?: number | undefined
  readonly batchBlocks?: number
  /** Reported lines: level and message with what is said of it. */
  readonly onLine?: (line: Line) => void
}

export interface Line {
  readonly msg: string
  readonly reason?: string
}

/** Which deployment a node serves. */
export async function identityOf(rpc: string, exchange: Address): Promise<Identity> {
  const node = connect(rpc, new AbortController().signal)
  const call = { abi: exchangeAbi, functionName: 'periodTerms' } as const
  const [periodLength, start] = decodeFunctionResult({
    ...call,
    data: await node.call(exchange, encodeFunctionData(call)),
  })
  const chainId = await node.chainId()
  return { chainId, exchange: exchange.toLowerCase(), startBlock: 0, periodLength, periodStart: Number(start) }
}

/** Follow a chain into a store until aborted, or until `onCaughtUp` says that it is enough. */
export async function follow(
  writer: Writer,
  identity: Identity,
  { rpc, exchange, finality, batchBlocks = 2_000, onLine = () => {} }: Following,
  signal: AbortSignal,
  onCaughtUp: (cursor: Cursor) => void = () => {},
): Promise<void> {
  const line = (details: object, msg: string) => onLine({ ...details, msg })
  const log = { debug: line, info: line, warn: line, fatal: line } as unknown as Logger
  const follower = new Follower(
    {
      ...{ writer, log, signal, finality, batchBlocks, onCaughtUp },
      providers: new Providers(rpc.map((url) => connect(url, signal, rpc.length === 1 ? 3 : 1))),
      exchange: exchange.toLowerCase() as Address,
      periods: { length: identity.periodLength, start: identity.periodStart },
      ...{ confirmations: 0, heads: polling(5), pollMs: 5 },
    },
    await writer.cursor(),
  )
  await follower.run()
}

/** A file or, by its name, memory, with its index begun. */
export function sqliteIndex(file: string, identity: Identity): { db: Connection; writer: SqliteWriter } {
  const db = openFile(file)
  if (readIdentities(db).length === 0) createIndex(db, identity)
  return { db, writer: new SqliteWriter(db, identity.chainId) }
}

/** A follower at work in this process. */
export class Run {
  readonly lines: Line[] = []
  readonly #stopped = new AbortController()
  readonly #ended: Promise<void>
  readonly #close: () => void
  #failure: Error | undefined

  constructor(writer: Writer, identity: Identity, options: Following, close: () => void) {
    const onLine = (line: Line) => {
      this.lines.push(line)
      options.onLine?.(line)
    }
    this.#close = close
    this.#ended = follow(writer, identity, { ...options, onLine }, this.#stopped.signal).catch((error: Error) => {
      this.#failure = error
    })
  }

  /** Wait until a line with this message was logged, or so many of them. @throws what it ended with. */
  async logged(msg: string, times = 1): Promise<Line> {
    for (;;) {
      const line = this.lines.filter((candidate) => candidate.msg === msg)[times - 1]
      if (line) return line
      if (this.#failure) throw this.#failure
      await sleep(1)
    }
  }

  /** What it ended with; waits for the end. */
  async failure(): Promise<Error | undefined> {
    await this.#ended
    return this.#failure
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    await this.#ended
    this.#close()
  }
}

/** Index a chain into memory and say its digest. */
export async function cleanDigest(options: Following): Promise<Digest> {
  const identity = await identityOf(options.rpc[0] ?? '', options.exchange)
  const { db, writer } = sqliteIndex(':memory:', identity)
  const done = new AbortController()
  try {
    await follow(writer, identity, options, done.signal, () => done.abort())
    return new SqliteReader(db, identity.chainId).run(digestIndex())
  } finally {
    db.close()
  }
}
