import { takeGridCall } from '@tidemark/sdk'
import { arithmeticPrices, fillVault, Side, type VaultState } from '@tidemark/sdk/core'
import { type Address, encodeFunctionData, numberToHex } from 'viem'
import { getBlockNumber } from 'viem/actions'
import { connect } from '../demo/client.ts'
import { deployTo } from '../demo/deployment.ts'
import { startDevnet } from '../demo/devnet.ts'
import type { Plan, PlannedBar, PlannedFill } from '../demo/plan.ts'
import { freePort } from '../demo/ports.ts'
import { replay } from '../demo/replay.ts'
import { rpc } from '../demo/rpc.ts'
import type { Session } from '../demo/session.ts'
import { fundedVault, type Market, setUpMarket } from '../demo/setup.ts'
import { closeWorkspace, openWorkspace } from '../demo/workspace.ts'

/** A devnet that holds nothing but a deployment, one vault and its fills. */
export interface Chain {
  readonly url: string
  readonly exchange: Address
  readonly vault: Address
  readonly startBlock: number
  /** First block with fills; there are some in every block from here to the head. */
  readonly firstBlock: number
  readonly head: number
  readonly fills: number
  /** Where databases may be put: gone when the session ends. */
  readonly folder: string
  /** Add a block with one more fill. Resolves once it is there; nothing above says of it. */
  readonly mineFill: () => Promise<void>
}

const fillsPerBlock = 100
const leastFills = 1_000
// Whatever its length, the chain spans a year, so that daily series have a year's points.
const yearSeconds = 365 * 86_400
const begin = 1_700_000_000n
const atoms = 10n ** 30n

/** Fills of the generated chain: 20,000, or what the environment says. */
export function fillCount(): number {
  const text = process.env.TIDEMARK_BENCH_FILLS ?? '20000'
  const count = Number(text)
  if (!/^\d+$/.test(text) || count < leastFills) {
    throw new Error(`TIDEMARK_BENCH_FILLS is '${text}'; it must be a whole number from ${leastFills}`)
  }
  return count
}

/**
 * Generate a chain of `fills` fills, 100 per block: takes back and forth across one vault's grid, most of them over a
 * cell's edge. Every fill is compared with the SDK's arithmetic on the way.
 */
export async function generateChain(session: Session, fills: number): Promise<Chain> {
  const folder = await openWorkspace()
  session.onClose(() => closeWorkspace(folder))
  const devnet = await startDevnet(await freePort(), begin - 3600n, folder, session)
  session.keep('The devnet', devnet.service)
  const venue = await deployTo(session, devnet.url, folder)
  const client = connect(devnet.url)
  const plan = planChain(fills)
  const market = await setUpMarket(client, venue, { name: 'Bench', symbol: 'BENCH' }, plan)
  const { firstBlock } = await replay(client, devnet.url, market, plan, () => {})
  const head = Number(await getBlockNumber(client, { cacheTime: 0 }))
  const { exchange, startBlock } = venue
  const vault = market.vault.toLowerCase() as Address
  const { url } = devnet
  const mineFill = takesOn(url, market, plan.end)
  return { url, exchange, vault, startBlock, firstBlock: Number(firstBlock), head, fills, folder, mineFill }
}

function planChain(fills: number): Plan {
  const prices = arithmeticPrices(90_000n, 100_000n, 101)
  const market = { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 }
  const start = fundedVault({ market, prices, sizePerCell: 100n, referencePrice: 95_000n })
  const blocks = Math.ceil(fills / fillsPerBlock)
  let state = start
  const bars = Array.from({ length: blocks }, (_, block): PlannedBar => {
    const from = block * fillsPerBlock
    const count = Math.min(fillsPerBlock, fills - from)
    const taken = Array.from({ length: count }, (_, i) => {
      // Up half the way to the grid's end, and back.
      const side = Math.floor((from + i) / 35) % 2 === 0 ? Side.Ask : Side.Bid
      const planned = planFill(state, side, 70n)
      state = planned.after
      return planned.fill
    })
    return { time: begin + BigInt(Math.floor((yearSeconds * block) / blocks)), fills: taken }
  })
  return { start, bars, end: state, arbitrageur: { base: atoms, quote: atoms } }
}

/** Takes from the bottom half and gives back, one block each. */
function takesOn(url: string, market: Market, start: VaultState): () => Promise<void> {
  const { exchange, vault, arbitrageur } = market
  let state = start
  let isMining = true
  return async () => {
    if (isMining) await rpc(url, 'evm_setAutomine', false)
    isMining = false
    const side = state.grid.cursor >= start.grid.cursor ? Side.Bid : Side.Ask
    const { fill, after } = planFill(state, side, 1n)
    const take = { exchange, vault, side, size: fill.size, limitPrice: fill.limitPrice, recipient: arbitrageur }
    const data = encodeFunctionData(takeGridCall({ ...take, deadline: 2n ** 40n }))
    await rpc(url, 'eth_sendTransaction', { from: arbitrageur, to: exchange, data, gas: numberToHex(2_000_000) })
    await rpc(url, 'evm_mine')
    state = after
  }
}

function planFill(before: VaultState, side: Side, size: bigint): { fill: PlannedFill; after: VaultState } {
  const { notional, fee, state: after } = fillVault(before, side, size)
  const limitPrice = side === Side.Ask ? 1_000_000n : 1n
  return { fill: { side, size, limitPrice, cursorBefore: before.grid.cursor, seq: after.seq, notional, fee }, after }
}
