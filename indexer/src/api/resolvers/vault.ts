import { type Metric, winRate } from '@tidemark/sdk/analytics'
import { equityAt, roiWad } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { unrealisedOf } from '../../analytics/metrics.ts'
import { VAULTS } from '../../store/read/catalogue.ts'
import type { Read } from '../../store/read/read.ts'
import { readVault, type VaultAt } from '../../store/read/vault.ts'
import { vaultAddress } from '../arguments.ts'
import { type AtInput, heightAt } from '../at.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { type MarketView, marketById, marketView } from './market.ts'
import { metricView } from './metric.ts'

/** A vault as the schema shows it. `market`: as of the same block. */
function vaultView(context: RequestContext, vault: VaultAt, market: MarketView) {
  const { state, status, terms } = vault
  const { position } = state
  const roi = roiWad(state)
  return {
    id: `${context.identity.chainId}:${vault.address}`,
    address: vault.address,
    owner: vault.owner,
    manager: vault.manager,
    managerEpoch: vault.managerEpoch,
    market,
    strategy: terms.strategy,
    mode: terms.mode,
    prices: terms.prices,
    sizePerCell: terms.sizePerCell,
    referencePrice: terms.referencePrice,
    createdBlock: vault.created.height,
    createdAt: vault.created.timestamp,
    cursor: state.grid.cursor,
    bidCursor: status.bidCursor,
    halted: vault.halted,
    baseLots: position.lots,
    cost: position.cost,
    quoteHeld: state.quoteHeld,
    realisedPnl: position.realisedPnl,
    unrealisedPnl: unrealisedOf(vault),
    contributed: state.contributed,
    profitShareBps: vault.profitShareBps,
    profitShareOwed: status.share.owed,
    profitSharePaid: status.share.paid,
    highWaterMark: status.share.highWaterMark,
    fills: Number(state.seq),
    trips: Number(position.trips),
    wins: Number(position.wins),
    makerVolume: vault.totals.makerVolume,
    takerFees: vault.totals.takerFees,
    rebates: vault.totals.rebates,
    equity: equityAt(state, market.mark.notional, market.mark.size),
    roi: metricView(roi === undefined ? NO_DATA : { ok: true, value: roi }),
    winRate: metricView(winRate(vault.totals.trips)),
  }
}

const NO_DATA: Metric = { ok: false, reason: 'NO_DATA' }

export type VaultView = ReturnType<typeof vaultView>

/** A vault by address, if it is one, read once per request: a page of fills may name it in every row. */
export function* vaultByAddress(context: RequestContext, address: Address): Read<VaultView | undefined> {
  const { vaults } = context
  if (vaults.has(address)) return vaults.get(address)
  const vault = yield* readVault(address, context.known)
  const view = vault && vaultView(context, vault, yield* marketById(context, vault.marketId))
  vaults.set(address, view)
  return view
}

/** A vault as of the end of a block. */
function* vaultAsOf(context: RequestContext, address: Address, height: number): Read<VaultView | undefined> {
  const vault = yield* readVault(address, context.known, height)
  return vault && vaultView(context, vault, yield* marketView(vault.market))
}

const VAULT_LIST = {
  name: 'vaults',
  list: VAULTS,
  fields: {
    owner: { column: 'owner', type: 'plain' },
    manager: { column: 'manager', type: 'plain' },
    market: { column: 'market', type: 'plain' },
    strategy: { column: 'strategy', type: 'plain' },
    mode: { column: 'mode', type: 'plain' },
    profitShareBps: { column: 'profit_share_bps', type: 'plain' },
    createdBlock: { column: 'height', type: 'plain' },
    createdAt: { column: 'ts', type: 'plain' },
  },
} as const

export const vaultQueries = {
  vault: (_: unknown, { id, at }: { id: string; at?: AtInput | null }, context: RequestContext) => {
    const address = vaultAddress(id, context.identity.chainId)
    return (
      address &&
      context.db.run(
        (function* () {
          const height = yield* heightAt(at)
          if (height === undefined) return yield* vaultByAddress(context, address)
          return yield* vaultAsOf(context, address, height)
        })(),
      )
    )
  },
  vaults: (_: unknown, args: PageArguments, context: RequestContext) =>
    connection(VAULT_LIST, args, context, ({ address }) => vaultByAddress(context, address)),
}
