import {
  MARK_ONE,
  MIN_LIQUIDITY,
  NEW_ACCOUNT,
  type PoolAccount,
  type PoolState,
  poolFeesClaimed,
  poolFeesDistributed,
  poolFounded,
  poolGridMoved,
  poolJoined,
  poolLeft,
  poolMoveCancelled,
  poolMoveProposed,
  poolOperatorChanged,
  poolSetAsideClaimed,
  poolUnitsMoved,
} from '@tidemark/sdk/core'
import { type Address, zeroAddress } from 'viem'
import type { LiquidityChanged, PoolCreated, PoolOwnEvent, Transfer } from '../chain/events.ts'
import { POOL, POOL_STATE, PROVIDER } from '../store/tables/pool.ts'
import { EVENT } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { expectEqual, expectMarket, expectPool } from './expect.ts'
import { LOCKED, newProvider, toAccount, toPoolState, withAccount, withPoolState } from './poolState.ts'
import type { EventKind, MarketRecord, PoolStatus, ProviderRecord } from './records.ts'
import { texts } from './texts.ts'

/** A pool opens with its first deposit. */
export function reducePoolCreated(records: Records, event: PoolCreated): void {
  const { pool: address, founder: account, operator, marketId, at, prices, referencePrice, sizePerCell, cursor } = event
  const { base, quote, lp } = event
  const { units } = expectMarket(records, marketId)
  const timestamp = BigInt(at.timestamp)
  // Deadline, bounds and texts are between founder and factory.
  const told = { minReferencePrice: referencePrice, maxReferencePrice: referencePrice, deadline: timestamp } as const
  const { pool, founder, locked, ...funds } = poolFounded(
    { ...told, prices, sizePerCell, referencePrice, operator, name: '0x', symbol: '0x' },
    { marketId, lotSize: units.lotSize, tickSize: units.tickSize },
    { timestamp },
  )
  expectEqual('the opening cursor', cursor, pool.grid.cursor)
  expectEqual('the base paid in', base, funds.base)
  expectEqual('the quote paid in', quote, funds.quote)
  expectEqual('the units of the founder', lp, pool.supply - MIN_LIQUIDITY)
  records.get(POOL, address)
  records.get(POOL_STATE, address)
  const { anchorSize, anchorSupply } = pool.anchor
  const fixed = { address, founder: account, operator, marketId, referencePrice, prices, anchorSize, anchorSupply }
  records.put(POOL, { ...fixed, proposal: undefined, created: at }, address)
  records.put(POOL_STATE, withPoolState({ ...NO_STATUS, pool: address, last: at }, pool), address)
  putAccount(records, address, account, founder, (of) => ({ ...of, baseIn: base, quoteIn: quote }))
  putAccount(records, address, LOCKED, locked)
  const detail = { operator, ...texts({ referencePrice, sizePerCell, cursor, base, quote, lp }) }
  const where = { subject: address, actor: account, market: marketId, seq: undefined }
  records.put(EVENT, { at, kind: 'pool-created', ...where, detail: { ...detail, prices: prices.join(' ') } })
}

/** LP units change hands. Those that are made or burnt come with an event that has a number, and are that one's. */
export function reduceTransfer(records: Records, { pool: address, from, to, amount, at }: Transfer): void {
  const { pool, status } = expectPool(records, address)
  if (from === zeroAddress || to === zeroAddress) return
  const state = toPoolState(pool, status, expectMarket(records, pool.marketId))
  const giver = accountOf(records, address, from)
  const receiver = from === to ? giver : accountOf(records, address, to)
  const timestamp = BigInt(at.timestamp)
  const moved = poolUnitsMoved(state, giver, receiver, { amount, timestamp })
  records.put(POOL_STATE, { ...withPoolState(status, moved.pool), last: at }, address)
  putAccount(records, address, from, moved.from)
  putAccount(records, address, to, moved.to)
  const where = { subject: address, actor: from, market: pool.marketId, seq: undefined }
  records.put(EVENT, { at, kind: 'transfer', ...where, detail: { to, ...texts({ amount }) } })
}

/** What a pool reports itself: each the next of its sequence. */
export function reducePoolEvent(records: Records, event: PoolOwnEvent): void {
  const { at, eventSeq } = event
  const { pool, status } = expectPool(records, event.pool)
  expectEqual("the number of the pool's event", eventSeq, status.events + 1)
  const market = expectMarket(records, pool.marketId)
  const state = toPoolState(pool, status, market)
  const timestamp = BigInt(at.timestamp)
  const tell = (
    kind: EventKind,
    next: PoolState,
    actor: Address | undefined,
    detail: Record<string, string>,
    sums: Partial<PoolStatus> = {},
  ) => {
    records.put(POOL_STATE, { ...withPoolState(status, next), ...sums, last: at, events: eventSeq }, pool.address)
    const where = { subject: pool.address, market: pool.marketId, seq: eventSeq }
    records.put(EVENT, { at, kind, ...where, actor, detail })
  }

  switch (event.kind) {
    case 'liquidity-added': {
      const { provider, to, lp, base, quote } = event
      const joined = poolJoined(state, accountOf(records, pool.address, to), { lp, timestamp })
      expectSame(event, joined)
      putAccount(records, pool.address, to, joined.account)
      change(records, pool.address, provider, (of) => ({
        ...of,
        baseIn: of.baseIn + base,
        quoteIn: of.quoteIn + quote,
      }))
      tell('join', joined.pool, provider, liquidityDetail(event))
      break
    }
    case 'liquidity-removed': {
      const { provider, lp, base, quote } = event
      const left = poolLeft(state, accountOf(records, pool.address, provider), { lp, timestamp })
      expectSame(event, left)
      const flow = (of: ProviderRecord) => ({ ...of, baseOut: of.baseOut + base, quoteOut: of.quoteOut + quote })
      putAccount(records, pool.address, provider, left.account, flow)
      tell('leave', left.pool, provider, liquidityDetail(event))
      break
    }
    case 'set-aside': {
      const { provider, token, amount } = event
      change(records, pool.address, provider, (of) =>
        token === market.base
          ? { ...of, baseAside: of.baseAside + amount }
          : { ...of, quoteAside: of.quoteAside + amount },
      )
      tell('set-aside', state, provider, { token, ...texts({ amount }) })
      break
    }
    case 'set-aside-claimed': {
      const { provider, token, to, amount } = event
      const account = accountOf(records, pool.address, provider)
      const claimed = poolSetAsideClaimed(state, account, { base: token === market.base, provider })
      expectEqual('the amount set aside', amount, claimed.amount)
      putAccount(records, pool.address, provider, claimed.account)
      tell('set-aside-claim', claimed.pool, provider, { token, to, ...texts({ amount }) })
      break
    }
    case 'fees-distributed': {
      const { from, amount } = event
      const next = poolFeesDistributed(state, { amount, timestamp })
      tell('distribute', next, from, texts({ amount }), { distributed: status.distributed + amount })
      break
    }
    case 'fees-claimed': {
      const { provider, to, amount } = event
      const account = accountOf(records, pool.address, provider)
      const claimed = poolFeesClaimed(state, account, { provider, timestamp })
      expectEqual('the fees claimed', amount, claimed.amount)
      const sum = (of: ProviderRecord) => ({ ...of, claimed: of.claimed + amount })
      putAccount(records, pool.address, provider, claimed.account, sum)
      tell('fees-claim', claimed.pool, provider, { to, ...texts({ amount }) }, { claimed: status.claimed + amount })
      break
    }
    case 'move-proposed': {
      const { prices, referencePrice, executableAt } = event
      const next = poolMoveProposed(state, { prices, referencePrice }, timestamp)
      expectEqual('the time from which on the grid may move', executableAt, next.executableAt)
      const proposal = {
        prices: prices.map(String),
        referencePrice: String(referencePrice),
        executableAt: Number(executableAt),
      }
      records.put(POOL, { ...pool, proposal }, pool.address)
      tell('move-proposed', next, pool.operator, {
        prices: prices.join(' '),
        ...texts({ referencePrice, executableAt }),
      })
      break
    }
    case 'move-cancelled':
      records.put(POOL, { ...pool, proposal: undefined }, pool.address)
      tell('move-cancelled', poolMoveCancelled(state), pool.operator, {})
      break
    case 'grid-moved': {
      const { prices, referencePrice, sizePerCell, cursor } = event
      const next = poolGridMoved(state, { prices, referencePrice }, moveContext(market, referencePrice, timestamp))
      expectEqual('the size of a cell', sizePerCell, next.grid.size)
      expectEqual('the cursor', cursor, next.grid.cursor)
      const { anchorSize, anchorSupply } = next.anchor
      const grid = { prices, referencePrice, anchorSize, anchorSupply }
      records.put(POOL, { ...pool, ...grid, proposal: undefined }, pool.address)
      const detail = { prices: prices.join(' '), ...texts({ referencePrice, sizePerCell, cursor }) }
      tell('moved', next, pool.operator, detail)
      break
    }
    case 'operator-changed': {
      const { operator } = event
      records.put(POOL, { ...pool, operator }, pool.address)
      tell('operator', poolOperatorChanged(state, operator), operator, {})
      break
    }
  }
}

const NO_STATUS: Omit<PoolStatus, 'pool' | 'last'> = {
  ...{ cursor: 0n, sizePerCell: 0n, bidTicks: 0n, reserveBase: 0n, reserveQuote: 0n, supply: 0n, fills: 0n, events: 0 },
  ...{ makerVolume: 0n, takerFees: 0n, poolFees: 0n, rebates: 0n, distributed: 0n, claimed: 0n },
  stream: { remaining: 0n, released: 0n, updatedAt: 0n, duration: 0n },
  ...{ settled: 0n, accumulator: 0n },
}

/** What a move needs of its market. No event tells the oracle's mark: that the move was made says that it allowed the price. */
function moveContext({ halted, oracle }: MarketRecord, referencePrice: bigint, timestamp: bigint) {
  const allowed = { oracle: { bandBps: 0, mark: referencePrice * MARK_ONE } }
  return { timestamp, halted, ...(oracle !== zeroAddress && allowed) }
}

/** A join or leave moved what the SDK says it should have, and the grid was refitted so. */
function expectSame(event: LiquidityChanged, ours: { pool: PoolState; base: bigint; quote: bigint }): void {
  expectEqual('the base moved', event.base, ours.base)
  expectEqual('the quote moved', event.quote, ours.quote)
  expectEqual('the size of a cell', event.sizePerCell, ours.pool.grid.size)
  expectEqual('the cursor', event.cursor, ours.pool.grid.cursor)
}

function liquidityDetail({ to, lp, base, quote, sizePerCell, cursor }: LiquidityChanged): Record<string, string> {
  return { to, ...texts({ lp, base, quote, sizePerCell, cursor }) }
}

function accountOf(records: Records, pool: Address, address: Address): PoolAccount {
  const provider = records.get(PROVIDER, pool, address)
  return provider === undefined ? NEW_ACCOUNT : toAccount(provider)
}

/** What a transition made of an account, and what else changed for its holder. */
function putAccount(
  records: Records,
  pool: Address,
  address: Address,
  account: PoolAccount,
  also: (provider: ProviderRecord) => ProviderRecord = (provider) => provider,
): void {
  change(records, pool, address, (before) => also(withAccount(before, account)))
}

function change(
  records: Records,
  pool: Address,
  address: Address,
  by: (provider: ProviderRecord) => ProviderRecord,
): void {
  records.put(PROVIDER, by(records.get(PROVIDER, pool, address) ?? newProvider(pool, address)), pool, address)
}
