import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'chai'
import type { Address } from 'viem'
import { openDatabase } from '../../../indexer/src/store/database.ts'
import { type Digest, digestIndex } from '../../../indexer/src/store/digest.ts'
import { readCursor, readSync } from '../../../indexer/src/store/read/meta.ts'
import type { Read } from '../../../indexer/src/store/read/read.ts'
import type { Connection } from '../../../indexer/src/store/sqlite/open.ts'
import type { SqliteWriter } from '../../../indexer/src/store/sqlite/writer.ts'
import type { Identity, Writer } from '../../../indexer/src/store/store.ts'
import { Trading } from './branch.ts'
import { type Devnet, startDevnet } from './devnet.ts'
import { TemporaryFolder } from './folder.ts'
import { IndexerProcess } from './indexer.ts'
import { cleanDigest, type Following, identityOf, Run, sqliteIndex } from './inProcess.ts'
import { TamperingProxy } from './proxy.ts'
import { at, createVault, deployVenue, mine, type Venue } from './venue.ts'

/** A chain with a vault that is traded, a proxy before its node, and whoever indexes it. */
export class Stage {
  readonly folder = new TemporaryFolder()
  readonly devnet: Devnet
  readonly venue: Venue
  readonly vault: Address
  readonly trading: Trading
  readonly proxy: TamperingProxy
  /** Where the proxy is. */
  readonly rpc: string
  readonly finality: number
  readonly identity: Identity
  readonly #running: { readonly stop: () => Promise<unknown> }[] = []
  #silent = false

  private constructor(
    parts: Pick<Stage, 'devnet' | 'venue' | 'vault' | 'trading' | 'proxy' | 'rpc' | 'finality' | 'identity'>,
  ) {
    this.devnet = parts.devnet
    this.venue = parts.venue
    this.vault = parts.vault
    this.trading = parts.trading
    this.proxy = parts.proxy
    this.rpc = parts.rpc
    this.finality = parts.finality
    this.identity = parts.identity
    this.#listen()
  }

  static async open({ blocks, seed, finality }: { blocks: number; seed: number; finality: number }): Promise<Stage> {
    const devnet = await startDevnet()
    const venue = await deployVenue(devnet.client)
    const vault = await createVault(venue, at(venue.accounts, 1))
    await mine(devnet.client)
    const trading = new Trading(venue, [vault], seed)
    await trading.blocks(blocks)
    const proxy = new TamperingProxy(devnet.url)
    const identity = await identityOf(devnet.url, venue.exchange)
    return new Stage({ devnet, venue, vault, trading, proxy, rpc: await proxy.listen(), finality, identity })
  }

  /** The node tells the truth again, and who indexes it is stopped. */
  async reset(): Promise<void> {
    this.#listen()
    for (const indexer of this.#running.splice(0)) await indexer.stop()
  }

  async close(): Promise<void> {
    await this.reset()
    this.proxy.close()
    await this.devnet.stop()
    this.folder.remove()
  }

  /** An indexer of its own process; `db` is a URL, or a file of the folder. */
  start(db: string, ...more: string[]): IndexerProcess {
    return this.adopt(new IndexerProcess('start', this.options(db, ...more)))
  }

  /** What such an indexer is told, and more. */
  options(db: string, ...more: string[]): string[] {
    const has = (flag: string) => more.includes(flag)
    const venue = ['--exchange', this.venue.exchange, '--start-block', '0']
    const nodes = has('--rpc') ? [] : ['--rpc', this.rpc]
    const finality = has('--finality') ? [] : ['--finality', String(this.finality)]
    return [...venue, '--db', this.target(db), '--poll-ms', '20', ...nodes, ...finality, ...more]
  }

  /** A reader of its own process. */
  serve(db: string): IndexerProcess {
    return this.adopt(new IndexerProcess('serve', ['--db', this.target(db)]))
  }

  /** Follow the chain into a file of the folder, in this process. `wrap` may come between follower and writer. */
  async follow(
    db: string,
    options: Partial<Following> = {},
    wrap: (writer: SqliteWriter, db: Connection) => Writer = (writer) => writer,
  ): Promise<Run> {
    const { identity } = this
    const opened = sqliteIndex(this.target(db), identity)
    const wrapped = wrap(opened.writer, opened.db)
    return this.adopt(
      new Run(wrapped, identity, { ...this.following, rpc: [this.rpc], ...options }, () => opened.db.close()),
    )
  }

  /** A process, or a run in this one, that is stopped with the others. */
  adopt<T extends { readonly stop: () => Promise<unknown> }>(indexer: T): T {
    this.#running.push(indexer)
    return indexer
  }

  /** Wait until the writer says this of itself, and say its message. */
  async status(db: string, status: string): Promise<string | undefined> {
    for (;;) {
      const sync = await this.read(db, readSync(Date.now()))
      if (sync?.status === status) return sync.message
      await sleep(5)
    }
  }

  /** Read an index that others may be writing. */
  async read<T>(db: string, what: Read<T>): Promise<T> {
    const database = await openDatabase(this.target(db), false)
    try {
      const reader = await database.read(this.identity.chainId)
      const found = await reader.snapshot((within) => within.run(what))
      await reader.close()
      return found
    } finally {
      await database.close()
    }
  }

  target(db: string): string {
    return db.includes('://') ? db : this.folder.file(db)
  }

  async head(): Promise<number> {
    return Number(await this.devnet.client.getBlockNumber())
  }

  /** Replace the newest `depth` blocks by those that `make` mines, with the node silent meanwhile: a branch is seen whole. */
  async reorganise(depth: number, make: () => Promise<unknown>): Promise<void> {
    this.#silent = true
    try {
      await this.devnet.client.rollBack(depth)
      await make()
    } finally {
      this.#silent = false
    }
  }

  /** The index is at the head, by hash. */
  async caughtUp(db: string): Promise<void> {
    const { hash } = await this.devnet.client.getBlock()
    while ((await this.read(db, readCursor())).hash !== hash) await sleep(5)
  }

  digestOf(db: string): Promise<Digest> {
    return this.read(db, digestIndex())
  }

  /** How the chain as it is now is followed from the honest node. */
  get following(): Following {
    return { rpc: [this.devnet.url], exchange: this.venue.exchange, finality: this.finality }
  }

  /** What a clean index of the chain as it is now holds. */
  truth(): Promise<Digest> {
    return cleanDigest(this.following)
  }

  /** The index is at the head, and what a clean one is. */
  async expectClean(db: string): Promise<void> {
    await this.caughtUp(db)
    expect(await this.digestOf(db)).to.deep.equal(await this.truth())
  }

  #listen(): void {
    this.#silent = false
    this.proxy.tamper = (result) => result
    this.proxy.hold = () => this.#silent
    this.proxy.garble = () => undefined
    this.proxy.upstream = this.devnet.url
  }
}
