import { Side, unpackPrices } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { InvariantBroken } from '../errors.ts'
import { Topics, Words } from './abi.ts'
import { type ChainEvent, MakerKind, type Position } from './events.ts'
import type { RawLog } from './logs.ts'
import { signatureOf } from './signatures.ts'

/** Reads one event: its indexed arguments, its other ones, and who emitted it where. */
type Decoder = (topics: Topics, data: Words, at: Position, emitter: Address) => ChainEvent

const DECODERS: Readonly<Record<string, Decoder>> = {
  Fill: (topics, data, at) => ({
    kind: 'fill',
    at,
    marketId: topics.number(1),
    maker: topics.address(2),
    taker: topics.address(3),
    seq: data.uint(0),
    side: side(data.number(1)),
    size: data.uint(2),
    notional: data.uint(3),
    fee: data.uint(4),
    rebate: data.uint(5),
    ref: data.hash(6),
  }),
  MarketCreated: (topics, data, at) => ({
    kind: 'market-created',
    at,
    marketId: topics.number(1),
    base: topics.address(2),
    quote: topics.address(3),
    lotSize: data.uint(0),
    tickSize: data.uint(1),
    takerFeeBps: data.number(2),
    poolFeeShareBps: data.number(3),
    oracle: data.address(4),
    oracleBandBps: data.number(5),
    maxOracleAge: data.number(6),
  }),
  FeesScheduled: (topics, data, at) => ({
    ...{ kind: 'fees-scheduled', at, marketId: topics.number(1) },
    ...{ takerFeeBps: data.number(0), poolFeeShareBps: data.number(1), fromPeriod: data.number(2) },
  }),
  MarketHalted: (topics, _, at) => ({ kind: 'market-halted', at, marketId: topics.number(1), by: topics.address(2) }),
  MarketResumed: (topics, _, at) => ({ kind: 'market-resumed', at, marketId: topics.number(1) }),
  GuardianSet: (topics, _, at) => ({ kind: 'guardian-set', at, guardian: topics.address(1) }),
  RebatesScheduled: (_, data, at) => ({
    ...{ kind: 'rebates-scheduled', at },
    thresholds: [0, 1, 2].map((i) => data.uint(i)),
    ratesBps: [3, 4, 5, 6].map((i) => data.number(i)),
    fromPeriod: data.number(7),
  }),
  QuoteCancelled: (topics, data, at) => ({ kind: 'quote-cancelled', at, maker: topics.address(1), hash: data.hash(0) }),
  QuotesCancelledUpTo: (topics, data, at) => ({
    ...{ kind: 'quotes-cancelled', at, maker: topics.address(1) },
    ...{ marketId: topics.number(2), nonce: data.uint(0) },
  }),
  EpochRaised: (topics, data, at) => ({ kind: 'epoch-raised', at, maker: topics.address(1), epoch: data.uint(0) }),
  FeesCollected: (topics, data, at) => ({
    ...{ kind: 'fees-collected', at, token: topics.address(1) },
    ...{ to: topics.address(2), amount: data.uint(0) },
  }),
  LegSkipped: (topics, data, at) => ({
    ...{ kind: 'leg-skipped', at, marketId: topics.number(1), maker: topics.address(2) },
    ...{ index: data.uint(0), reason: data.bytes(1) },
  }),
  FactorySet: (topics, data, at) => ({
    ...{ kind: 'factory-set', at, makerKind: makerKind(topics.number(1)) },
    factory: data.address(0),
  }),
  MakerRegistered: (topics, data, at) => ({
    ...{ kind: 'maker-registered', at, maker: topics.address(1) },
    ...{ marketId: topics.number(2), makerKind: makerKind(data.number(0)) },
  }),
  VaultCreated: (topics, data, at) => ({
    ...{ kind: 'vault-created', at, vault: topics.address(1), owner: topics.address(2) },
    ...{ marketId: topics.number(3), manager: data.address(0), profitShareBps: data.number(1) },
  }),
  PoolCreated: (topics, data, at) => ({
    ...{ kind: 'pool-created', at, pool: topics.address(1), founder: topics.address(2) },
    ...{ marketId: topics.number(3), operator: data.address(0), sizePerCell: data.uint(1) },
    ...{ referencePrice: data.uint(2), cursor: data.uint(3), prices: prices(data, 4) },
    ...{ base: data.uint(6), quote: data.uint(7), lp: data.uint(8) },
  }),

  StrategySet: (_, data, at, vault) => ({
    ...{ kind: 'strategy-set', at, vault, eventSeq: data.number(0), strategy: data.number(1) },
    limits: limits(data, 2),
    ...{ mode: data.number(AFTER_LIMITS), sizePerCell: data.uint(AFTER_LIMITS + 1) },
    ...{ referencePrice: data.uint(AFTER_LIMITS + 2), cursor: data.uint(AFTER_LIMITS + 3) },
    prices: prices(data, AFTER_LIMITS + 4),
  }),
  ProfitShareSet: (_, data, at, vault) => ({
    ...{ kind: 'profit-share-set', at, vault, eventSeq: data.number(0), shareBps: data.number(1) },
  }),
  Crystallised: (topics, data, at, vault) => ({
    ...{ kind: 'crystallised', at, vault, manager: topics.address(1), eventSeq: data.number(0) },
    ...{ highWaterMark: data.int(1), accrued: data.uint(2), setAside: data.uint(3) },
  }),
  ProfitShareClaimed: (topics, data, at, vault) => ({
    ...{ kind: 'profit-share-claimed', at, vault, manager: topics.address(1), to: topics.address(2) },
    ...{ eventSeq: data.number(0), amount: data.uint(1) },
  }),
  Hedged: (topics, data, at, vault) => ({
    ...{ kind: 'hedged', at, vault, marketId: topics.number(1), eventSeq: data.number(0), bought: data.flag(1) },
    ...{ lots: data.uint(2), notional: data.uint(3), fee: data.uint(4), cost: data.uint(5) },
  }),
  Deposited: (_, data, at, vault) => ({
    ...{ kind: 'deposited', at, vault, eventSeq: data.number(0), baseAmount: data.uint(1) },
    ...{ quoteAmount: data.uint(2), lots: data.uint(3), cost: data.uint(4), entry: data.number(5) },
  }),
  Withdrawn: (topics, data, at, vault) => ({
    ...{ kind: 'withdrawn', at, vault, to: topics.address(1), eventSeq: data.number(0) },
    ...{ baseAmount: data.uint(1), quoteAmount: data.uint(2), lots: data.uint(3), cost: data.uint(4) },
  }),
  Halted: (topics, data, at, vault) => ({
    ...{ kind: 'halted', at, vault, by: topics.address(1), eventSeq: data.number(0) },
  }),
  Resumed: (_, data, at, vault) => ({ kind: 'resumed', at, vault, eventSeq: data.number(0) }),
  ManagerChanged: (topics, data, at, vault) => ({
    ...{ kind: 'manager-changed', at, vault, manager: topics.address(1) },
    ...{ eventSeq: data.number(0), managerEpoch: data.number(1) },
  }),

  LiquidityAdded: (topics, data, at, pool) => liquidity('liquidity-added', topics, data, at, pool),
  LiquidityRemoved: (topics, data, at, pool) => liquidity('liquidity-removed', topics, data, at, pool),
  SetAside: (topics, data, at, pool) => ({
    ...{ kind: 'set-aside', at, pool, provider: topics.address(1), token: topics.address(2) },
    ...{ eventSeq: data.number(0), amount: data.uint(1) },
  }),
  SetAsideClaimed: (topics, data, at, pool) => ({
    ...{ kind: 'set-aside-claimed', at, pool, provider: topics.address(1), token: topics.address(2) },
    ...{ to: topics.address(3), eventSeq: data.number(0), amount: data.uint(1) },
  }),
  FeesDistributed: (topics, data, at, pool) => ({
    ...{ kind: 'fees-distributed', at, pool, from: topics.address(1) },
    ...{ eventSeq: data.number(0), amount: data.uint(1) },
  }),
  FeesClaimed: (topics, data, at, pool) => ({
    ...{ kind: 'fees-claimed', at, pool, provider: topics.address(1), to: topics.address(2) },
    ...{ eventSeq: data.number(0), amount: data.uint(1) },
  }),
  MoveProposed: (_, data, at, pool) => ({
    ...{ kind: 'move-proposed', at, pool, eventSeq: data.number(0), prices: data.uints(1) },
    ...{ referencePrice: data.uint(2), executableAt: data.uint(3) },
  }),
  MoveCancelled: (_, data, at, pool) => ({ kind: 'move-cancelled', at, pool, eventSeq: data.number(0) }),
  GridMoved: (_, data, at, pool) => ({
    ...{ kind: 'grid-moved', at, pool, eventSeq: data.number(0), referencePrice: data.uint(1) },
    ...{ sizePerCell: data.uint(2), cursor: data.uint(3), prices: prices(data, 4) },
  }),
  OperatorChanged: (topics, data, at, pool) => ({
    ...{ kind: 'operator-changed', at, pool, operator: topics.address(1), eventSeq: data.number(0) },
  }),
  Transfer: (topics, data, at, pool) => ({
    ...{ kind: 'transfer', at, pool, from: topics.address(1), to: topics.address(2), amount: data.uint(0) },
  }),
}

/**
 * What a log of one of our own contracts says.
 *
 * @throws {InvariantBroken} when it does not decode: our contracts emit nothing else under these signatures.
 */
export function decode(log: RawLog, timestamp: number): ChainEvent {
  const { height, logIndex, txHash, topics, data, address } = log
  const decoder = DECODERS[signatureOf(topics[0])?.name ?? '']
  try {
    if (decoder === undefined) throw new Error(`unknown signature ${topics[0]}`)
    return decoder(new Topics(topics), new Words(data), { height, logIndex, txHash, timestamp }, address)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvariantBroken(`log ${logIndex} of block ${height} from ${address} does not decode: ${reason}`, {
      cause: error,
    })
  }
}

/** Fields of `Limits`, in its order: a word each. */
const LIMITS = [
  ...['minPrice', 'maxPrice', 'maxFillSize', 'maxLots', 'minSpreadBps', 'maxTtl', 'maxOutflow', 'outflowRefill'],
  ...['maxTurnover', 'turnoverPeriod', 'maxDrawdown', 'deltaRatioBps', 'deltaTarget', 'deltaBand'],
  ...['hedgeMarketId', 'hedgeBudget', 'hedgeCooldown', 'guard'],
] as const

const AFTER_LIMITS = 2 + LIMITS.length

/** Those of the limits that are set. Two are signed, and the last is an address. */
function limits(data: Words, first: number): Record<string, string> {
  const set: Record<string, string> = {}
  for (const [i, name] of LIMITS.entries()) {
    if (data.uint(first + i) === 0n) continue
    set[name] = name === 'guard' ? data.address(first + i) : String(data.int(first + i))
  }
  return set
}

function liquidity(
  kind: 'liquidity-added' | 'liquidity-removed',
  topics: Topics,
  data: Words,
  at: Position,
  pool: Address,
): ChainEvent {
  return {
    ...{ kind, at, pool, provider: topics.address(1), to: topics.address(2), eventSeq: data.number(0) },
    ...{ lp: data.uint(1), base: data.uint(2), quote: data.uint(3), sizePerCell: data.uint(4), cursor: data.uint(5) },
  }
}

/** A packed price list: its width at `index`, then its bytes. */
function prices(data: Words, index: number): bigint[] {
  return unpackPrices(data.bytes(index + 1), data.number(index))
}

function side(value: number): Side {
  if (value !== Side.Bid && value !== Side.Ask) throw new RangeError(`there is no side ${value}`)
  return value
}

function makerKind(kind: number): MakerKind {
  if (kind !== MakerKind.Vault && kind !== MakerKind.Pool) throw new RangeError(`there is no maker kind ${kind}`)
  return kind
}
