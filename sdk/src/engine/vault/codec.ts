import { Side } from '../../core/market.ts'
import {
  amount,
  type Codec,
  count,
  demand,
  flag,
  listOf,
  oneOf,
  optional,
  recordOf,
  remade,
  signed,
  text,
  variantOf,
} from '../codec.ts'
import { cellCodec } from '../gridCodec.ts'
import { type GridLayout, ordersOf } from '../gridLayout.ts'
import { positionCodec } from '../positionCodec.ts'
import type { ProfitShare, VaultOrder, VaultRecord } from './state.ts'
import {
  type CustomVaultStrategy,
  type DeltaNeutralVaultStrategy,
  type GridVaultStrategy,
  type QuotesVaultStrategy,
  rulesOf,
  type VaultStrategy,
} from './strategy.ts'

const limits = {
  minPrice: optional(amount),
  maxPrice: optional(amount),
  maxFillSize: optional(amount),
  maxLots: optional(amount),
}

const range: Codec<readonly [bigint, bigint]> = {
  encode: (pair) => pair.map(String),
  decode(json, path) {
    const [low, high, ...rest] = listOf(amount).decode(json, path)
    demand(low !== undefined && high !== undefined && rest.length === 0, path, 'two prices', json)
    return [low ?? 0n, high ?? 0n]
  },
}

const gridFields = recordOf<GridVaultStrategy>({
  kind: optional(oneOf('grid')),
  asset: text,
  levels: count,
  range,
  sizePerLevel: amount,
  rebalanceOnFill: optional(flag),
  mode: optional(oneOf('Adjacent', 'SameLevel')),
})

const quotesFields = recordOf<QuotesVaultStrategy>({
  kind: oneOf('quotes'),
  asset: text,
  spreadBps: count,
  size: amount,
  ...limits,
})

const deltaFields = recordOf<DeltaNeutralVaultStrategy>({
  kind: oneOf('deltaNeutral'),
  asset: text,
  deltaRatioBps: optional({
    encode: Number,
    decode: (json: unknown, path: string) =>
      Number(signed.decode(typeof json === 'number' ? String(json) : json, path)),
  }),
  deltaTarget: optional(signed),
  deltaBand: amount,
  ...limits,
})

const customFields = recordOf<CustomVaultStrategy>({ kind: oneOf('custom'), asset: text, name: text, ...limits })

const strategyCodec = variantOf<VaultStrategy>('kind', {
  undefined: gridFields as Codec<VaultStrategy>,
  grid: gridFields as Codec<VaultStrategy>,
  quotes: quotesFields as Codec<VaultStrategy>,
  deltaNeutral: deltaFields as Codec<VaultStrategy>,
  custom: customFields as Codec<VaultStrategy>,
})

const order = recordOf<VaultOrder>({
  id: count,
  side: oneOf(Side.Bid, Side.Ask),
  price: amount,
  size: amount,
  level: optional(count),
})

type Written = Omit<VaultRecord, 'rules'> & { readonly cells?: GridLayout['cells'] }

const fields = recordOf<Written>({
  id: count,
  owner: text,
  manager: text,
  strategy: strategyCodec,
  profitShareBps: count,
  createdAt: amount,
  updatedAt: amount,
  collateral: amount,
  contributed: amount,
  withdrawn: amount,
  position: positionCodec,
  fills: count,
  volume: amount,
  fees: amount,
  rebates: amount,
  highWaterMark: signed,
  owed: listOf(recordOf<ProfitShare>({ manager: text, amount })),
  claimed: amount,
  orders: listOf(order),
  lastOrderId: count,
  cells: optional(listOf(cellCodec)),
})

/** A vault: what its strategy says follows from the strategy, and a grid's orders are those of its cells. */
export const vaultCodec: Codec<VaultRecord> = {
  encode: ({ rules, ...vault }) => fields.encode({ ...vault, ...(rules.layout && { cells: rules.layout.cells }) }),
  decode(json, path) {
    const { cells, ...vault } = fields.decode(json, path)
    const rules = remade(`${path}.strategy`, 'a valid strategy', () => rulesOf(vault.strategy))
    let last = 0
    for (const { id } of vault.orders) {
      demand(id > last && id <= vault.lastOrderId, `${path}.orders`, `ids above ${last}, to ${vault.lastOrderId}`, id)
      last = id
    }
    demand(vault.updatedAt >= vault.createdAt, `${path}.updatedAt`, `at least ${vault.createdAt}`, vault.updatedAt)
    demand(vault.profitShareBps <= 5_000, `${path}.profitShareBps`, 'at most 5000', vault.profitShareBps)
    const { collateral, contributed, withdrawn, claimed, position } = vault
    const kept = contributed + position.realisedPnl - withdrawn - claimed - position.cost
    demand(collateral === kept, `${path}.collateral`, `${kept}, by what came, went and was earned`, collateral)
    for (const share of vault.owed) {
      const isOne = share.amount > 0n && vault.owed.filter(({ manager }) => manager === share.manager).length === 1
      demand(isOne, `${path}.owed`, 'one amount above 0 per manager', share.manager)
    }
    const { layout } = rules
    if (layout === undefined || cells === undefined) {
      demand(layout === undefined && cells === undefined, `${path}.cells`, 'there for a grid only', cells)
      return { ...vault, rules }
    }
    const length = layout.cells.length
    demand(cells.length === length, `${path}.cells`, `${length} cells`, `${cells.length} cells`)
    const own = { ...layout, cells }
    const places = (orders: readonly { readonly level?: number; readonly side: Side }[]) =>
      orders
        .flatMap(({ level, side }) => (level === undefined ? [] : [`${level}:${side}`]))
        .sort()
        .join(' ')
    const [resting, expected] = [places(vault.orders), places(ordersOf(own))]
    demand(resting === expected, `${path}.orders`, `those of the cells, ${expected}`, resting)
    return { ...vault, rules: { ...rules, layout: own } }
  },
}
