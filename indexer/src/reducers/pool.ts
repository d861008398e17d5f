import { cursorAt } from '@tidemark/sdk/core'
import { type Address, zeroAddress } from 'viem'
import type { PoolCreated, PoolOwnEvent, Transfer } from '../chain/events.ts'
import { POOL, POOL_STATE, PROVIDER } from '../store/tables/pool.ts'
import { EVENT } from '../store/tables/venue.ts'
import type { Records } from '../store/workingSet.ts'
import { expectEqual, expectMarket, expectPool } from './expect.ts'
import type { EventKind, PoolRecord, PoolStatus, ProviderRecord } from './records.ts'
import { texts } from './texts.ts'

/** A pool opens with its first deposit. The units of that come with transfers of their own. */
export function reducePoolCreated(records: Records, event: PoolCreated): void {
  const {
    pool: address,
    founder,
    operator,
    marketId,
    at,
    prices,
    referencePrice,
    sizePerCell,
    cursor,
    base,
    quote,
  } = event
  expectMarket(records, marketId)
  expectEqual('the opening cursor', cursor, cursorAt(prices, sizePerCell, referencePrice))
  records.get(POOL, address)
  records.get(POOL_STATE, address)
  const fixed = { address, founder, operator, marketId, referencePrice, prices }
  records.put(POOL, { ...fixed, proposal: undefined, created: at }, address)
  const reserves = { reserveBase: base, reserveQuote: quote, supply: 0n }
  const sums = { makerVolume: 0n, takerFees: 0n, poolFees: 0n, rebates: 0n, distributed: 0n, claimed: 0n }
  const status = { pool: address, last: at, cursor, sizePerCell, fills: 0n, events: 0, ...reserves, ...sums }
  records.put(POOL_STATE, status, address)
  putProvider(records, address, founder, (provider) => ({
    ...provider,
    baseIn: provider.baseIn + base,
    quoteIn: provider.quoteIn + quote,
  }))
  const detail = { operator, ...texts({ referencePrice, sizePerCell, cursor, base, quote, lp: event.lp }) }
  const where = { subject: address, actor: founder, market: marketId, seq: undefined }
  records.put(EVENT, { at, kind: 'pool-created', ...where, detail: { ...detail, prices: prices.join(' ') } })
}

/** LP units change hands: the supply follows from those made and burnt. */
export function reduceTransfer(records: Records, { pool: address, from, to, amount, at }: Transfer): void {
  const { pool, status } = expectPool(records, address)
  let { supply } = status
  if (from === zeroAddress) supply += amount
  else putProvider(records, address, from, (provider) => ({ ...provider, lp: provider.lp - amount }))
  if (to === zeroAddress) supply -= amount
  else putProvider(records, address, to, (provider) => ({ ...provider, lp: provider.lp + amount }))
  if (supply !== status.supply) {
    records.put(POOL_STATE, { ...status, last: at, supply }, address)
    return
  }
  const where = { subject: address, actor: from, market: pool.marketId, seq: undefined }
  records.put(EVENT, { at, kind: 'transfer', ...where, detail: { to, ...texts({ amount }) } })
}

/** What a pool reports itself: each the next of its sequence. */
export function reducePoolEvent(records: Records, event: PoolOwnEvent): void {
  const { at, eventSeq } = event
  const { pool, status: before } = expectPool(records, event.pool)
  expectEqual("the number of the pool's event", eventSeq, before.events + 1)
  const status = { ...before, events: eventSeq, last: at }
  const tell = (kind: EventKind, next: PoolStatus, actor: Address | undefined, detail: Record<string, string>) => {
    records.put(POOL_STATE, next, pool.address)
    const where = { subject: pool.address, market: pool.marketId, seq: eventSeq }
    records.put(EVENT, { at, kind, ...where, actor, detail })
  }
  const change = (address: Address, by: (provider: ProviderRecord) => ProviderRecord) =>
    putProvider(records, pool.address, address, by)

  switch (event.kind) {
    case 'liquidity-added': {
      const { provider, to, lp, base, quote, sizePerCell, cursor } = event
      change(provider, (of) => ({ ...of, baseIn: of.baseIn + base, quoteIn: of.quoteIn + quote }))
      const reserves = { reserveBase: status.reserveBase + base, reserveQuote: status.reserveQuote + quote }
      const detail = { to, ...texts({ lp, base, quote, sizePerCell, cursor }) }
      tell('join', { ...status, ...reserves, sizePerCell, cursor }, provider, detail)
      break
    }
    case 'liquidity-removed': {
      const { provider, to, lp, base, quote, sizePerCell, cursor } = event
      change(provider, (of) => ({ ...of, baseOut: of.baseOut + base, quoteOut: of.quoteOut + quote }))
      const reserves = { reserveBase: status.reserveBase - base, reserveQuote: status.reserveQuote - quote }
      const detail = { to, ...texts({ lp, base, quote, sizePerCell, cursor }) }
      tell('leave', { ...status, ...reserves, sizePerCell, cursor }, provider, detail)
      break
    }
    case 'set-aside': {
      const { provider, token, amount } = event
      change(provider, (of) => putAside(records, pool, of, token, amount))
      tell('set-aside', status, provider, { token, ...texts({ amount }) })
      break
    }
    case 'set-aside-claimed': {
      const { provider, token, to, amount } = event
      change(provider, (of) => putAside(records, pool, of, token, -amount))
      tell('set-aside-claim', status, provider, { token, to, ...texts({ amount }) })
      break
    }
    case 'fees-distributed': {
      const next = { ...status, distributed: status.distributed + event.amount }
      tell('distribute', next, event.from, texts({ amount: event.amount }))
      break
    }
    case 'fees-claimed': {
      const { provider, to, amount } = event
      change(provider, (of) => ({ ...of, claimed: of.claimed + amount }))
      tell('fees-claim', { ...status, claimed: status.claimed + amount }, provider, { to, ...texts({ amount }) })
      break
    }
    case 'move-proposed': {
      const { prices, referencePrice, executableAt } = event
      const proposal = {
        prices: prices.map(String),
        referencePrice: String(referencePrice),
        executableAt: Number(executableAt),
      }
      records.put(POOL, { ...pool, proposal }, pool.address)
      const detail = { prices: prices.join(' '), ...texts({ referencePrice, executableAt }) }
      tell('move-proposed', status, pool.operator, detail)
      break
    }
    case 'move-cancelled':
      records.put(POOL, { ...pool, proposal: undefined }, pool.address)
      tell('move-cancelled', status, pool.operator, {})
      break
    case 'grid-moved': {
      const { prices, referencePrice, sizePerCell, cursor } = event
      records.put(POOL, { ...pool, prices, referencePrice, proposal: undefined }, pool.address)
      const detail = { prices: prices.join(' '), ...texts({ referencePrice, sizePerCell, cursor }) }
      tell('moved', { ...status, sizePerCell, cursor }, pool.operator, detail)
      break
    }
    case 'operator-changed':
      records.put(POOL, { ...pool, operator: event.operator }, pool.address)
      tell('operator', status, event.operator, {})
      break
  }
}

function putAside(
  records: Records,
  pool: PoolRecord,
  of: ProviderRecord,
  token: Address,
  amount: bigint,
): ProviderRecord {
  const { base } = expectMarket(records, pool.marketId)
  return token === base ? { ...of, baseAside: of.baseAside + amount } : { ...of, quoteAside: of.quoteAside + amount }
}

function putProvider(
  records: Records,
  pool: Address,
  address: Address,
  change: (provider: ProviderRecord) => ProviderRecord,
): void {
  const next = change(records.get(PROVIDER, pool, address) ?? newProvider(pool, address))
  if (next.lp < 0n) throw new Error(`${address} would hold ${next.lp} units of pool ${pool}: transfers are missing`)
  records.put(PROVIDER, next, pool, address)
}

function newProvider(pool: Address, address: Address): ProviderRecord {
  const flows = { baseIn: 0n, quoteIn: 0n, baseOut: 0n, quoteOut: 0n }
  return { pool, address, lp: 0n, ...flows, claimed: 0n, baseAside: 0n, quoteAside: 0n }
}
