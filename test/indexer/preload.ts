import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { Applier } from '../../indexer/src/apply.ts'
import { type ChainEvent, MakerKind } from '../../indexer/src/chain/events.ts'
import type { Writer } from '../../indexer/src/store/store.ts'
import { OWNER, QUOTER, Script } from './helpers/events.ts'
import { batchOf, blockHash, cursorOf, DEPLOYMENT, digest, indexEvents, memoryIndex } from './helpers/index.ts'
import { GRID } from './helpers/venue.ts'

const HOUR = 3_600
const VAULTS = 12
const other = { maker: QUOTER, ref: `0x${'7'.repeat(64)}` } as const

/** A market with vaults, then a fill of somebody's quote at each of these times, one per block. */
function fillsAt(times: readonly number[], vaults = 0): ChainEvent[] {
  const script = new Script(1, 100).market()
  const { at } = script.events[0] as ChainEvent
  for (let n = 0; n < vaults; n++) {
    const vault: Address = `0x${(0x100 + n).toString(16).padStart(40, '0')}`
    const here = () => ({ ...at, logIndex: script.events.length })
    script.events.push({ kind: 'maker-registered', at: here(), maker: vault, marketId: 1, makerKind: MakerKind.Vault })
    const ids = { vault, owner: OWNER, manager: OWNER, marketId: 1, profitShareBps: 0 }
    script.events.push({ kind: 'vault-created', at: here(), ...ids })
    const grid = { strategy: 0, limits: {}, mode: 0, ...GRID, cursor: 11_000n }
    script.events.push({ kind: 'strategy-set', at: here(), vault, eventSeq: 1, ...grid })
  }
  for (const [i, time] of times.entries()) {
    script.block(time).fill(BigInt(i + 1), Side.Ask, 1n, 10_000n, 5n, 0n, other)
  }
  return script.events
}

/** A writer that says of every question to the store which table it was about. */
function listening(writer: Writer, asked: string[]): Writer {
  return new Proxy(writer, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => {
        if (name === 'load') asked.push((args[0] as { name: string }).name)
        if (name === 'query') asked.push(/FROM (\w+)/.exec(String(args[0]))?.[1] ?? '')
        return Reflect.apply(value, target, args)
      }
    },
  })
}

describe('loading ahead', () => {
  const times = Array.from({ length: 30 }, (_, i) => 200 + i)

  it('asks once for the fills that wait, for the grids of a market and for what they hold, however many', async () => {
    const all = fillsAt([...times, 3 * HOUR, 3 * HOUR + 1], VAULTS)
    const before = all.filter(({ at }) => at.height <= times.length + 1)
    const db = memoryIndex()
    await indexEvents(db, before)
    const asked: string[] = []
    const applier = new Applier(listening(db.writer, asked), DEPLOYMENT, cursorOf(db))
    await applier.apply(batchOf(all.slice(before.length), times.length + 3))
    await applier.settled()
    const loaded = asked.filter((table) => ['roster', 'vault', 'vault_state'].includes(table))
    expect(loaded.sort()).to.deep.equal(['roster', 'vault', 'vault_state'])
    // The fills of this second, which there are none of, and all that wait.
    expect(asked.filter((table) => table === 'markout_group')).to.have.length(2)
    const whole = memoryIndex()
    await indexEvents(whole, all)
    expect(digest(db)).to.deep.equal(digest(whole))
  })

  it('forgets fills that have all their prices, and has them again where blocks are undone', async () => {
    const events = fillsAt([...times, 200 + HOUR + 9, 200 + HOUR + 28])
    const [late, last] = [times.length + 2, times.length + 3]
    const upTo = (height: number) => events.filter(({ at }) => at.height <= height)
    const db = memoryIndex()
    const waiting = () => db.db.prepare('SELECT ts FROM markout_group ORDER BY ts').pluck().all()
    await indexEvents(db, upTo(late - 1), [5, 6, 7])
    expect(waiting()).to.deep.equal(times)
    await indexEvents(db, upTo(late))
    // Those of the first ten seconds are an hour old.
    expect(waiting()).to.deep.equal([...times.slice(10), 200 + HOUR + 9])
    await indexEvents(db, events)
    expect(waiting()).to.deep.equal([229, 200 + HOUR + 9, 200 + HOUR + 28])
    const applier = new Applier(db.writer, DEPLOYMENT, cursorOf(db))
    for (const [height, left] of [
      [late, 21],
      [late - 1, 30],
    ] as const) {
      const tip = { height, hash: blockHash(height), timestamp: 0 }
      await applier.reorganise(tip, { tip, events: [], blocks: [] })
      expect(waiting()).to.have.length(left)
      const clean = memoryIndex()
      await indexEvents(clean, upTo(height))
      expect(digest(db)).to.deep.equal(digest(clean))
    }
    await applier.apply(
      batchOf(
        events.filter(({ at }) => at.height > late - 1),
        last,
      ),
    )
    await applier.settled()
    const clean = memoryIndex()
    await indexEvents(clean, events)
    expect(digest(db)).to.deep.equal(digest(clean))
  })
})
