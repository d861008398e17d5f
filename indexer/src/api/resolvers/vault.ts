import { type Metric, winRate } from '@tidemark/sdk/analytics'
import { equityAt, roiWad } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { VaultRecord } from '../../reducers/records.ts'
import { pageVaults } from '../../store/pages.ts'
import { readVault } from '../../store/view.ts'
import { bounded, decodeCursor, encodeCursor, vaultAddress } from '../arguments.ts'
import type { RequestContext } from '../context.ts'
import { marketById } from './market.ts'
import { metricView } from './metric.ts'
import { once } from './once.ts'

/** A vault as the schema shows it. */
export function vaultView(context: RequestContext, vault: VaultRecord) {
  const { state } = vault
  const { position, terms } = state
  const market = marketById(context, vault.marketId)
  const roi = roiWad(state)
  return {
    id: `${context.identity.chainId}:${vault.address}`,
    address: vault.address,
    owner: vault.owner,
    manager: vault.manager,
    market,
    prices: terms.prices,
    sizePerCell: terms.sizePerCell,
    referencePrice: terms.referencePrice,
    createdBlock: vault.created.height,
    createdAt: vault.created.timestamp,
    cursor: state.grid.cursor,
    halted: vault.halted,
    baseLots: position.lots,
    cost: position.cost,
    quoteHeld: state.quoteHeld,
    realisedPnl: position.realisedPnl,
    contributed: state.contributed,
    fills: Number(state.seq),
    trips: Number(position.trips),
    wins: Number(position.wins),
    equity: equityAt(state, market.mark.notional, market.mark.size),
    roi: metricView(roi === undefined ? NO_DATA : { ok: true, value: roi }),
    winRate: metricView(winRate(vault.totals.trips)),
  }
}

const NO_DATA: Metric = { ok: false, reason: 'NO_DATA' }

export type VaultView = ReturnType<typeof vaultView>

/** A vault by address, if it is one, read once per request: a page of fills may name it in every row. */
export function vaultByAddress(context: RequestContext, address: Address): VaultView | undefined {
  const { db, vaults } = context
  if (vaults.has(address)) return vaults.get(address)
  const vault = readVault(db, address)
  const view = vault && vaultView(context, vault)
  vaults.set(address, view)
  return view
}

/** Rows on a page of vaults or fills at most. */
export const MAX_PAGE = 200

export const vaultQueries = {
  vault: (_: unknown, { id }: { id: string }, context: RequestContext) => {
    const address = vaultAddress(id, context.identity.chainId)
    return address && vaultByAddress(context, address)
  },
  vaults: (_: unknown, args: { first: number; after?: string | null }, context: RequestContext) => {
    const first = bounded('first', args.first, 1, MAX_PAGE)
    const page = pageVaults(context.db, { first, after: decodeCursor('vaults', args.after), descending: false })
    const edges = page.items.map((item) => ({
      cursor: encodeCursor('vaults', item),
      node: () => vaultByAddress(context, item.address),
    }))
    return {
      edges,
      totalCount: once(page.total),
      pageInfo: { hasNextPage: page.hasNext, endCursor: edges.at(-1)?.cursor },
    }
  },
}
