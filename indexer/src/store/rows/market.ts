import type { MarketUnits } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import type { Candle, MarketRecord } from '../../reducers/records.ts'
import { encodeUint } from '../lenhex.ts'
import { markRow, number, type Row, text, toMark, uint } from './row.ts'

export function toMarket(row: Row): MarketRecord {
  return {
    id: number(row, 'id'),
    base: text(row, 'base') as Address,
    quote: text(row, 'quote') as Address,
    units: toUnits(row),
    created: { height: number(row, 'height'), logIndex: number(row, 'log_index') },
    mark: toMark(row),
    fills: number(row, 'fills'),
    volume: uint(row, 'volume'),
    fees: uint(row, 'fees'),
  }
}

export function marketRow({ id, base, quote, units, created, mark, fills, volume, fees }: MarketRecord): Row {
  return {
    id,
    base,
    quote,
    lot_size: encodeUint(units.lotSize),
    tick_size: encodeUint(units.tickSize),
    taker_fee_bps: units.takerFeeBps,
    height: created.height,
    log_index: created.logIndex,
    ...markRow('mark', mark),
    fills,
    volume: encodeUint(volume),
    fees: encodeUint(fees),
  }
}

export function toUnits(row: Row): MarketUnits {
  return {
    lotSize: uint(row, 'lot_size'),
    tickSize: uint(row, 'tick_size'),
    takerFeeBps: number(row, 'taker_fee_bps'),
  }
}

export function toCandle(row: Row): Candle {
  return {
    market: number(row, 'market'),
    day: number(row, 'day'),
    open: toMark(row, 'open'),
    high: toMark(row, 'high'),
    low: toMark(row, 'low'),
    close: toMark(row, 'close'),
    fills: number(row, 'fills'),
    lots: uint(row, 'lots'),
    volume: uint(row, 'volume'),
    last: { height: number(row, 'height'), logIndex: number(row, 'log_index') },
  }
}

export function candleRow({ market, day, open, high, low, close, fills, lots, volume, last }: Candle): Row {
  return {
    market,
    day,
    ...markRow('open', open),
    ...markRow('high', high),
    ...markRow('low', low),
    ...markRow('close', close),
    fills,
    lots: encodeUint(lots),
    volume: encodeUint(volume),
    height: last.height,
    log_index: last.logIndex,
  }
}
