import { depositToVault, openVault, requiredFunds, type VaultTerms } from '@tidemark/sdk/core'
import type { Address, Hex } from 'viem'
import { type ChainEvent, MakerKind } from '../../../indexer/src/chain/events.ts'
import type { History } from '../../../scripts/demo/candles.ts'
import { readHistory } from '../../../scripts/demo/history.ts'
import { planReplay } from '../../../scripts/demo/plan.ts'
import { fundedVault } from '../../../scripts/demo/setup.ts'
import { chooseTerms } from '../../../scripts/demo/terms.ts'
import { OWNER, TAKER } from './events.ts'

/** The vaults of the replayed history: grids of 256, 64 and 16 levels over the same range. */
export const GRIDS: readonly (readonly [Address, number])[] = [
  ['0x000000000000000000000000000000000000a256', 256],
  ['0x000000000000000000000000000000000000a064', 64],
  ['0x000000000000000000000000000000000000a016', 16],
]

const ZERO = `0x${'0'.repeat(40)}` as const

/**
 * The S&P 500 since 2000 as the demo replays it, one block per day, to three vaults: what the exchange would emit, from the
 * plan that the demo is checked against. No chain is needed for it, so that it takes seconds.
 */
export async function replayedHistory(): Promise<ChainEvent[]> {
  const history = await readHistory()
  const plans = GRIDS.map(([address, levels]) => ({
    address,
    plan: planReplay(history.candles, startOf(history, levels)),
  }))
  const first = plans[0]?.plan
  if (first === undefined) throw new RangeError('there are no grids')
  const writer = new Log()
  writer.block(Number(first.bars[0]?.time ?? 0n) - 3_600)
  writer.add({ kind: 'market-created', marketId: 1, ...first.start.terms.market, ...MARKET })
  for (const { address, plan } of plans) createVault(writer, address, plan.start.terms)
  for (const [day, { time }] of first.bars.entries()) {
    writer.block(Number(time))
    for (const { address, plan } of plans) {
      for (const { cursorBefore, limitPrice: _limit, ...fill } of plan.bars[day]?.fills ?? []) {
        const ref: Hex = `0x${cursorBefore.toString(16).padStart(64, '0')}`
        writer.add({ kind: 'fill', marketId: 1, maker: address, taker: TAKER, rebate: 0n, ref, ...fill })
      }
    }
  }
  return writer.events
}

const MARKET = {
  base: '0x000000000000000000000000000000000000000b',
  quote: '0x000000000000000000000000000000000000000c',
  poolFeeShareBps: 0,
  oracle: ZERO,
  oracleBandBps: 0,
  maxOracleAge: 0,
} as const

function startOf(history: History, levels: number) {
  const terms = chooseTerms(history)
  const step = terms.prices.length / levels
  // Wider cells of the same range hold as many lots in all.
  const prices = terms.prices.filter((_, i) => i % step === 0)
  return fundedVault({ ...terms, prices, sizePerCell: terms.sizePerCell * BigInt(step) })
}

function createVault(writer: Log, vault: Address, terms: VaultTerms): void {
  const { prices, sizePerCell, referencePrice } = terms
  const empty = openVault(terms)
  const funds = requiredFunds(empty)
  const { lots, cost } = depositToVault(empty, funds.base, funds.quote)
  const grid = { prices, sizePerCell, referencePrice, cursor: empty.grid.cursor, strategy: 0, limits: {}, mode: 0 }
  writer.add({ kind: 'maker-registered', maker: vault, marketId: 1, makerKind: MakerKind.Vault })
  writer.add({ kind: 'vault-created', vault, owner: OWNER, manager: ZERO, marketId: 1, profitShareBps: 0 })
  writer.add({ kind: 'strategy-set', vault, eventSeq: 1, ...grid })
  const amounts = { baseAmount: funds.base, quoteAmount: funds.quote }
  writer.add({ kind: 'deposited', vault, eventSeq: 2, ...amounts, lots, cost, entry: 3 })
}

type Bare<E> = E extends ChainEvent ? Omit<E, 'at'> : never

class Log {
  readonly events: ChainEvent[] = []
  #height = 0
  #timestamp = 0
  #logIndex = 0

  block(timestamp: number): void {
    this.#height++
    this.#timestamp = timestamp
    this.#logIndex = 0
  }

  add(event: Bare<ChainEvent>): void {
    const txHash: Hex = `0x${(this.#height * 1_000 + this.#logIndex).toString(16).padStart(64, '0')}`
    const at = { height: this.#height, logIndex: this.#logIndex++, txHash, timestamp: this.#timestamp }
    this.events.push({ ...event, at } as ChainEvent)
  }
}
