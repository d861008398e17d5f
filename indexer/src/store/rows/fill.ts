import type { Address, Hex } from 'viem'
import type { FillRecord, TraderRecord } from '../../reducers/records.ts'
import { encodeInt, encodeUint } from '../lenhex.ts'
import { int, number, type Row, text, toPosition, uint } from './row.ts'

export function fillRow({ at, size, notional, fee, rebate, realised, ...rest }: FillRecord): Row {
  return {
    height: at.height,
    log_index: at.logIndex,
    ts: at.timestamp,
    tx_hash: at.txHash,
    ...rest,
    size: encodeUint(size),
    notional: encodeUint(notional),
    fee: encodeUint(fee),
    rebate: encodeUint(rebate),
    realised: realised === undefined ? null : encodeInt(realised),
  }
}

export function toFill(row: Row): FillRecord {
  return {
    at: toPosition(row),
    market: number(row, 'market'),
    maker: text(row, 'maker') as Address,
    taker: text(row, 'taker') as Address,
    seq: number(row, 'seq'),
    side: number(row, 'side'),
    size: uint(row, 'size'),
    notional: uint(row, 'notional'),
    fee: uint(row, 'fee'),
    rebate: uint(row, 'rebate'),
    ref: text(row, 'ref') as Hex,
    realised: row.realised === null ? undefined : int(row, 'realised'),
  }
}

export function toTrader(row: Row): TraderRecord {
  return {
    market: number(row, 'market'),
    address: text(row, 'address') as Address,
    seq: number(row, 'seq'),
    makerVolume: uint(row, 'maker_volume'),
    rebates: uint(row, 'rebates'),
    takerFills: number(row, 'taker_fills'),
    takerVolume: uint(row, 'taker_volume'),
    feesPaid: uint(row, 'fees_paid'),
  }
}

export function traderRow(trader: TraderRecord): Row {
  return {
    market: trader.market,
    address: trader.address,
    seq: trader.seq,
    maker_volume: encodeUint(trader.makerVolume),
    rebates: encodeUint(trader.rebates),
    taker_fills: trader.takerFills,
    taker_volume: encodeUint(trader.takerVolume),
    fees_paid: encodeUint(trader.feesPaid),
  }
}
