import type { Position } from '../core/position.ts'
import { amount, type Codec, demand, recordOf, signed } from './codec.ts'

const fields = recordOf<Position>({ lots: amount, cost: amount, realisedPnl: signed, trips: amount, wins: amount })

/** A position: no cost without lots, no more wins than trips. */
export const positionCodec: Codec<Position> = {
  encode: fields.encode,
  decode(json, path) {
    const position = fields.decode(json, path)
    demand(position.lots > 0n || position.cost === 0n, `${path}.cost`, '0 without lots', position.cost)
    demand(position.wins <= position.trips, `${path}.wins`, `at most ${position.trips}`, position.wins)
    return position
  },
}
