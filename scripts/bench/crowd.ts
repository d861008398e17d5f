import { join } from 'node:path'
import {
  arithmeticPrices,
  depositToVault,
  fillVault,
  openVault,
  requiredFunds,
  Side,
  type VaultState,
} from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import { Applier } from '../../indexer/src/apply.ts'
import { type ChainEvent, MakerKind } from '../../indexer/src/chain/events.ts'
import { openFile } from '../../indexer/src/store/sqlite/open.ts'
import { createIndex, SqliteWriter } from '../../indexer/src/store/sqlite/writer.ts'
import type { Session } from '../demo/session.ts'
import { ask } from './load.ts'
import { median } from './median.ts'
import { body, serveIndex } from './services.ts'

const vaults = 500
const days = 365
const fillsPerDay = 33
const boards = 15
const begin = 1_700_000_000
const exchange: Address = `0x${'e'.repeat(40)}`
const taker: Address = `0x${'7'.repeat(40)}`
const zero: Address = `0x${'0'.repeat(40)}`
const units = { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 }

const board = `query Board($block: Int!) {
  leaderboard(market: 1, metric: SHARPE, window: ALL, at: { block: $block }, first: 20) { considered entries { rank vault value } }
}`

/**
 * Milliseconds, in the median, of a leaderboard that nobody has asked for since the last block: 500 vaults, a year of days.
 * The index is made of events as a chain would emit them.
 */
export async function coldBoard(session: Session, folder: string): Promise<number> {
  const file = join(folder, 'crowd.db')
  await indexCrowd(file)
  const { url, service } = await serveIndex(session, file)
  const times: number[] = []
  // Each as of another block. The first finds nothing compiled and does not count.
  for (let n = 0; n <= boards; n++) {
    const began = performance.now()
    const answer = await ask<{ leaderboard: { considered: number } }>(url, body(board, { block: days - n }))
    if (n > 0) times.push(performance.now() - began)
    const { considered } = answer.leaderboard
    if (considered !== vaults) throw new Error(`the board compares ${considered} of ${vaults} vaults`)
  }
  await service.stop()
  return median(times)
}

async function indexCrowd(file: string): Promise<void> {
  const db = openFile(file)
  try {
    const periods = { length: 30 * 86_400, start: begin }
    createIndex(db, { chainId: 1, exchange, startBlock: 0, periodLength: periods.length, periodStart: periods.start })
    const writer = new SqliteWriter(db, 1)
    const applier = new Applier(writer, { exchange, periods }, await writer.cursor())
    const states = Array.from({ length: vaults }, (_, n) => ({ vault: addressOf(n), state: openVault(terms) }))
    for (let day = 0; day <= days; day++) {
      const block = { height: day, hash: hashOf(day), timestamp: begin + day * 86_400 }
      const events = (day === 0 ? created(states) : traded(states, day)).map((event, logIndex) => {
        const at = { height: day, logIndex, timestamp: block.timestamp, txHash: block.hash }
        return { ...event, at } as ChainEvent
      })
      await applier.apply({ tip: block, blocks: [block], events, finalised: day })
    }
    await applier.settled()
  } finally {
    db.close()
  }
}

type Bare<E> = E extends ChainEvent ? Omit<E, 'at'> : never

interface Standing {
  readonly vault: Address
  state: VaultState
}

const terms = {
  market: units,
  prices: arithmeticPrices(90_000n, 100_000n, 11),
  sizePerCell: 100n,
  referencePrice: 95_000n,
}

function created(all: readonly Standing[]): Bare<ChainEvent>[] {
  const tokens = { base: addressOf(vaults), quote: addressOf(vaults + 1), oracle: zero }
  const fees = { poolFeeShareBps: 0, oracleBandBps: 0, maxOracleAge: 0 }
  const events: Bare<ChainEvent>[] = [{ kind: 'market-created', marketId: 1, ...units, ...tokens, ...fees }]
  for (const standing of all) {
    const { vault, state: empty } = standing
    const { base, quote } = requiredFunds(empty)
    const { state, lots, cost } = depositToVault(empty, base, quote)
    const { market: _, ...grid } = terms
    events.push(
      { kind: 'maker-registered', maker: vault, marketId: 1, makerKind: MakerKind.Vault },
      { kind: 'vault-created', vault, owner: taker, manager: zero, marketId: 1, profitShareBps: 0 },
      {
        kind: 'strategy-set',
        vault,
        eventSeq: 1,
        ...grid,
        cursor: empty.grid.cursor,
        strategy: 0,
        limits: {},
        mode: 0,
      },
      { kind: 'deposited', vault, eventSeq: 2, baseAmount: base, quoteAmount: quote, lots, cost, entry: 3 },
    )
    standing.state = state
  }
  return events
}

/** Some of the vaults, in turn, sell or buy back 70 lots. */
function traded(all: readonly Standing[], day: number): Bare<ChainEvent>[] {
  return Array.from({ length: fillsPerDay }, (_, n) => {
    const standing = all[(day * fillsPerDay + n) % all.length] as Standing
    const { vault, state: before } = standing
    const side = before.seq % 2n === 0n ? Side.Ask : Side.Bid
    const ref: Hex = `0x${before.grid.cursor.toString(16).padStart(64, '0')}`
    const { notional, fee, state } = fillVault(before, side, 70n)
    standing.state = state
    const amounts = { size: 70n, notional, fee, rebate: 0n }
    return { kind: 'fill', marketId: 1, maker: vault, taker, seq: state.seq, side, ref, ...amounts }
  })
}

function addressOf(n: number): Address {
  return `0x${(n + 1).toString(16).padStart(40, '0')}`
}

function hashOf(n: number): Hex {
  return `0x${(n + 1).toString(16).padStart(64, '0')}`
}
