import { formatAtoms } from '../../analytics/units.ts'
import type { FillRecord } from '../../reducers/records.ts'
import { FILLS, TRADES } from '../../store/read/catalogue.ts'
import type { Read } from '../../store/read/read.ts'
import { badInput, blockRange } from '../arguments.ts'
import { connection, type PageArguments } from '../connection.ts'
import type { RequestContext } from '../context.ts'
import { type MarketView, marketById } from './market.ts'
import { mapAwaitable } from './once.ts'
import { vaultByAddress } from './vault.ts'

/** A fill as the schema shows it: what takes work, when it is asked for. */
class FillView {
  readonly #context: RequestContext
  readonly #fill: FillRecord
  readonly market: MarketView

  constructor(context: RequestContext, fill: FillRecord, market: MarketView) {
    this.#context = context
    this.#fill = fill
    this.market = market
  }

  get id() {
    return `${this.#context.identity.chainId}:${this.#fill.at.height}:${this.#fill.at.logIndex}`
  }
  get maker() {
    return this.#fill.maker
  }
  get taker() {
    return this.#fill.taker
  }
  get seq() {
    return this.#fill.seq
  }
  get side() {
    return this.#fill.side
  }
  get size() {
    return this.#fill.size
  }
  get notional() {
    return this.#fill.notional
  }
  get fee() {
    return this.#fill.fee
  }
  get rebate() {
    return this.#fill.rebate
  }
  get poolFee() {
    return this.#fill.poolFee
  }
  get ref() {
    return this.#fill.ref
  }
  get realised() {
    return this.#fill.realised
  }
  get isTrip() {
    return this.#fill.isTrip
  }
  get block() {
    return this.#fill.at.height
  }
  get logIndex() {
    return this.#fill.at.logIndex
  }
  get timestamp() {
    return this.#fill.at.timestamp
  }
  get txHash() {
    return this.#fill.at.txHash
  }
  get price() {
    return this.market.price(this.#fill)
  }
  get sizeDecimal() {
    const { decimals } = this.market.base
    return decimals === undefined ? undefined : formatAtoms(this.#fill.size * this.market.lotSize, decimals)
  }
  get vault() {
    const { realised, maker } = this.#fill
    return realised === undefined ? undefined : this.#context.db.run(vaultByAddress(this.#context, maker))
  }
}

/** A fill as the schema shows it. */
export function* fillView(context: RequestContext, fill: FillRecord): Read<FillView> {
  return new FillView(context, fill, yield* marketById(context, fill.market))
}

const FIELDS = {
  vault: { column: 'maker', type: 'vault' },
  maker: { column: 'maker', type: 'plain' },
  taker: { column: 'taker', type: 'plain' },
  market: { column: 'market', type: 'plain' },
  side: { column: 'side', type: 'plain' },
  block: { column: 'height', type: 'plain' },
  timestamp: { column: 'ts', type: 'plain' },
  size: { column: 'size', type: 'uint' },
  notional: { column: 'notional', type: 'uint' },
  fee: { column: 'fee', type: 'uint' },
  rebate: { column: 'rebate', type: 'uint' },
  realised: { column: 'realised', type: 'int', nullable: true },
  isTrip: { column: 'trip', type: 'flag' },
  ref: { column: 'ref', type: 'plain' },
  txHash: { column: 'tx_hash', type: 'plain' },
  fromBlock: { column: 'height', type: 'plain', comparison: 'gte' },
  toBlock: { column: 'height', type: 'plain', comparison: 'lte' },
} as const

const FILL_LIST = { name: 'fills', list: FILLS, fields: FIELDS }
const TRADE_LIST = { name: 'trades', list: TRADES, fields: FIELDS }

function fillPage(list: typeof FILL_LIST | typeof TRADE_LIST, args: PageArguments, context: RequestContext) {
  const { vault, maker, fromBlock, toBlock } = args.where ?? {}
  if (vault != null && maker != null && !String(vault).toLowerCase().endsWith(String(maker))) {
    throw badInput('where.vault and where.maker name different makers')
  }
  const page = () => connection(list, args, context, (fill) => fillView(context, fill))
  // Refuses what is not indexed or no range, as the metrics do.
  // An open end takes fills as they come: asking from the next block on is polling, not a mistake.
  if (toBlock == null && ((fromBlock as number | null | undefined) ?? 0) >= 0) return page()
  const range = blockRange(fromBlock as number | null | undefined, toBlock as number | null | undefined)
  return mapAwaitable(context.db.run(range), page)
}

export const fillQueries = {
  fills: (_: unknown, args: PageArguments, context: RequestContext) => fillPage(FILL_LIST, args, context),
  trades: (_: unknown, args: PageArguments, context: RequestContext) => fillPage(TRADE_LIST, args, context),
}
