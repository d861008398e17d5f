import { Side } from '../core/market.ts'
import { amount, type Codec, count, demand, flag, type Json, listOf, oneOf, recordOf, remade, text } from './codec.ts'
import type { GridStrategyConfig } from './gridLayout.ts'
import { type GridState, openGrid } from './gridState.ts'
import { positionCodec } from './positionCodec.ts'

/** A grid's configuration, defaults filled in. */
export const gridConfigCodec = recordOf<Required<GridStrategyConfig>>({
  asset: text,
  minPrice: amount,
  maxPrice: amount,
  numLevels: count,
  sizePerLevel: amount,
  rebalanceOnFill: flag,
  mode: oneOf('Adjacent', 'SameLevel'),
})

/** What rests in a cell. */
export const cellCodec: Codec<Side | null> = {
  encode: (side) => side as Json,
  decode: (json, path) => (json === null ? null : oneOf(Side.Bid, Side.Ask).decode(json, path)),
}

const fields = recordOf<Omit<GridState, 'prices'>>({
  config: gridConfigCodec,
  cells: listOf(cellCodec),
  position: positionCodec,
  bidsFilled: count,
  asksFilled: count,
  volume: amount,
})

/** A grid: prices follow from the configuration, lots from the asks that rest. */
export const gridCodec: Codec<GridState> = {
  encode: fields.encode,
  decode(json, path) {
    const state = fields.decode(json, path)
    const fresh = remade(`${path}.config`, 'a valid grid', () => openGrid(state.config))
    const asks = BigInt(state.cells.filter((side) => side === Side.Ask).length) * state.config.sizePerLevel
    const expected = fresh.cells.length
    demand(state.cells.length === expected, `${path}.cells`, `${expected} cells`, `${state.cells.length} cells`)
    demand(state.position.lots >= asks, `${path}.position.lots`, `at least ${asks}`, state.position.lots)
    return { ...state, prices: fresh.prices }
  },
}
