import { exchangeAbi, liquidityPoolAbi, testTokenAbi } from '@tidemark/sdk/abis'
import {
  bestPoolPrices,
  borneSchedule,
  type LiquidityBounds,
  MAX_U256,
  type MakerVolume,
  MarketIsHaltedError,
  NEW_ACCOUNT,
  NO_VOLUME_YET,
  NothingToTakeError,
  type PoolAccount,
  type PoolMove,
  type PoolParams,
  type PoolState,
  periodAt,
  poolFeesClaimed,
  poolFeesDistributed,
  poolFounded,
  poolGridMoved,
  poolJoined,
  poolLeft,
  poolLeftOneToken,
  poolMoveCancelled,
  poolMoveProposed,
  poolOperatorChanged,
  poolSetAsideClaimed,
  poolTaken,
  poolUnitsMoved,
  previewJoin,
  previewLeave,
  rebateCapBps,
  Side,
  volumeIn,
  volumeMade,
} from '@tidemark/sdk/core'
import { type Abi, type Address, stringToHex } from 'viem'
import { callOf } from './chain.ts'
import type { Dice } from './dice.ts'
import { BAND_BPS, MAX_AGE, ORACLE_ABI } from './feed.ts'
import { poolRecords } from './poolRecords.ts'
import { POOL_FEE_SHARE_BPS, type PoolVenue, TAKER_FEE_BPS } from './poolVenue.ts'
import { type Records, type Step, Walk } from './walk.ts'

const FOREVER = (1n << 64n) - 1n
const POOL = liquidityPoolAbi as Abi
const EXCHANGE = exchangeAbi as Abi

/** A pool on chain and in the core, taken through random transactions side by side. */
export class PoolWalk extends Walk {
  private pool: PoolState
  private readonly accounts = new Map<Address, PoolAccount>()
  private volume: MakerVolume = NO_VOLUME_YET
  private isHalted = false
  private readonly venue: PoolVenue
  private readonly address: Address

  private constructor(venue: PoolVenue, dice: Dice, address: Address, pool: PoolState, founder: PoolAccount) {
    super(venue.chain, dice)
    this.venue = venue
    this.address = address
    this.pool = pool
    this.accounts.set(venue.providers[0], founder)
  }

  static async create(venue: PoolVenue, dice: Dice): Promise<PoolWalk> {
    const params: PoolParams = {
      prices: [900n, 950n, 1_000n, 1_001n, 1_050n, 1_100n],
      ...{ sizePerCell: 1_000n, referencePrice: 1_000n, minReferencePrice: 800n, maxReferencePrice: 1_200n },
      ...{ operator: venue.operators[0], deadline: FOREVER, name: stringToHex('Walk'), symbol: stringToHex('WLK') },
    }
    const address = await venue.createPool(params)
    const timestamp = venue.chain.time()
    const mark = venue.mark()
    const context = venue.feed ? { timestamp, oracle: mark === undefined ? {} : { mark } } : { timestamp }
    const { pool, founder } = poolFounded(params, venue.market, context)
    const walk = new PoolWalk(venue, dice, address, pool, founder)
    await walk.compare('create')
    return walk
  }

  protected pause(): bigint {
    return this.dice.once(12) ? 20_000n + this.dice.upTo(90_000n) : 1n + this.dice.upTo(900n)
  }

  protected records(): Promise<Records> {
    return poolRecords(this.venue, this.address, this.pool, (provider) => this.account(provider), this.volume)
  }

  protected draw(): Step {
    const { dice } = this
    if (this.isHalted && dice.once(3)) return this.toggleMarket()
    if (dice.once(10))
      return dice.pick([
        () => this.propose(),
        () => this.propose(),
        () => this.cancel(),
        () => this.handOver(),
        () => this.toggleMarket(),
      ])()
    if (this.pool.proposal !== undefined && dice.once(6)) return this.move()
    const often = [
      ...Array.from({ length: 6 }, () => () => this.take()),
      ...[
        () => this.join(),
        () => this.join(),
        () => this.leave(),
        () => this.leaveOneToken(),
        () => this.claimSetAside(),
      ],
      ...[
        () => this.transfer(),
        () => this.distribute(),
        () => this.claim(),
        () => this.claim(),
        () => this.quoteFeed(),
      ],
    ]
    return dice.pick(often)()
  }

  // ---- fills and fees ---------------------------------------------------------------------------------------------

  private take(): Step {
    const { dice, venue, pool } = this
    const isLow = 2n * pool.grid.cursor < pool.grid.size * BigInt(pool.anchor.prices.length)
    const side = isLow === dice.once(4) ? Side.Bid : Side.Ask
    const size = 1n + dice.upTo(pool.grid.size * 2n)
    const limitPrice = dice.once(6) ? 900n + dice.upTo(200n) : side === Side.Ask ? FOREVER : 0n
    const take = { side, size, minSize: 1n, limitPrice, recipient: venue.taker, deadline: FOREVER }
    return {
      kind: 'takeGrid',
      call: callOf(venue.taker, venue.exchange, EXCHANGE, 'takeGrid', [this.address, take]),
      core: () => {
        if (this.isHalted) throw new MarketIsHaltedError(1)
        const timestamp = venue.chain.time()
        const period = periodAt(venue.rebates, timestamp)
        const cap = rebateCapBps(TAKER_FEE_BPS, POOL_FEE_SHARE_BPS)
        const schedule = borneSchedule(venue.rebates.tiers, cap, 6)
        const fees = { takerFeeBps: TAKER_FEE_BPS, poolFeeShareBps: POOL_FEE_SHARE_BPS }
        const before = volumeIn(this.volume, period)
        const paid = schedule ? { schedule, volume: before } : {}
        const fill = poolTaken(this.pool, { side, size, limitPrice, ...fees, ...paid, timestamp })
        if (fill.size === 0n) throw new NothingToTakeError(0n)
        this.volume = volumeMade(this.volume, schedule, { period, notional: fill.notional }).maker
        this.pool = fill.pool
      },
    }
  }

  private distribute(): Step {
    const amount = this.dice.once(10) ? 0n : this.dice.upTo(10n ** 9n)
    return this.by(this.venue.taker, 'distributeFees', [amount], (timestamp) => {
      this.pool = poolFeesDistributed(this.pool, { amount, timestamp })
    })
  }

  private claim(): Step {
    const provider = this.dice.pick(this.venue.providers)
    return this.by(provider, 'claimFees', [provider], (timestamp) => {
      this.put(provider, poolFeesClaimed(this.pool, this.account(provider), { provider, timestamp }))
    })
  }

  // ---- liquidity --------------------------------------------------------------------------------------------------

  private join(): Step {
    const provider = this.dice.pick(this.venue.providers)
    const lp = this.dice.once(20) ? 0n : this.dice.upTo(this.pool.supply / 2n + 100_000n)
    const bounds = this.bounds(previewJoin(this.pool, lp))
    const to = this.dice.pick(this.venue.providers)
    return this.by(provider, 'addLiquidity', [lp, bounds, to], (timestamp) => {
      this.put(to, poolJoined(this.pool, this.account(to), { lp, bounds, timestamp }))
    })
  }

  private leave(): Step {
    const provider = this.dice.pick(this.venue.providers)
    const lp = this.part(provider)
    const bounds = this.bounds(previewLeave(this.pool, lp < this.pool.supply ? lp : this.pool.supply))
    return this.by(provider, 'removeLiquidity', [lp, bounds, provider], (timestamp) => {
      this.put(provider, poolLeft(this.pool, this.account(provider), { lp, bounds, timestamp }))
    })
  }

  private leaveOneToken(): Step {
    const provider = this.dice.pick(this.venue.providers)
    const lp = this.part(provider)
    const base = this.dice.once(2)
    const bounds = this.bounds({ base: 0n, quote: 0n })
    return this.by(provider, 'removeLiquidityOneToken', [lp, bounds, base, provider], (timestamp) => {
      this.put(provider, poolLeftOneToken(this.pool, this.account(provider), { lp, bounds, base, timestamp }))
    })
  }

  private claimSetAside(): Step {
    const provider = this.dice.pick(this.venue.providers)
    const base = this.dice.once(2)
    return this.by(provider, 'claimSetAside', [base, provider], () => {
      this.put(provider, poolSetAsideClaimed(this.pool, this.account(provider), { base, provider }))
    })
  }

  private transfer(): Step {
    const [from, to] = [this.dice.pick(this.venue.providers), this.dice.pick(this.venue.providers)]
    const amount = this.part(from)
    return this.by(from, 'transfer', [to, amount], (timestamp) => {
      const sender = this.account(from)
      const moved = poolUnitsMoved(this.pool, sender, from === to ? sender : this.account(to), { amount, timestamp })
      this.pool = moved.pool
      this.accounts.set(from, moved.from)
      this.accounts.set(to, moved.to)
    })
  }

  /** LP units of an account: some, all, or one more than it has. */
  private part(provider: Address): bigint {
    const { balance } = this.account(provider)
    if (this.dice.once(12)) return balance + 1n
    return this.dice.once(4) ? balance : this.dice.upTo(balance)
  }

  /** What is accepted: mostly anything; else exactly what it takes, or a little less of one thing. */
  private bounds({ base, quote }: { base: bigint; quote: bigint }): Required<LiquidityBounds> {
    const { dice } = this
    const open = {
      ...{ minBase: 0n, maxBase: MAX_U256, minQuote: 0n, maxQuote: MAX_U256, minCursor: 0n, maxCursor: MAX_U256 },
      deadline: FOREVER,
    }
    if (!dice.once(5)) return open
    const odd = [
      { minBase: base, maxBase: base },
      { minQuote: quote, maxQuote: quote },
      { minBase: base + 1n },
      { maxQuote: quote > 0n ? quote - 1n : 0n },
      { minCursor: 2n * 10n ** 18n, maxCursor: 3n * 10n ** 18n },
      { deadline: this.venue.chain.next() - BigInt(dice.below(2)) },
    ]
    return { ...open, ...dice.pick(odd) }
  }

  // ---- the operator -----------------------------------------------------------------------------------------------

  private propose(): Step {
    const { dice, pool } = this
    const { bid, ask } = bestPoolPrices(pool.anchor.prices, pool.grid)
    const reference = dice.once(8)
      ? dice.upTo(3_000n)
      : dice.pick([bid, ask < FOREVER ? ask : bid, (bid + (ask < FOREVER ? ask : bid)) / 2n])
    const around = reference > 100n ? reference : 1_000n
    const prices = [around - 80n, around - 40n + dice.upTo(20n), around, around + 1n + dice.upTo(30n), around + 90n]
    const move: PoolMove = { prices: dice.once(12) ? prices.reverse() : prices, referencePrice: reference }
    return this.by(pool.operator, 'proposeMove', [move.prices, move.referencePrice], (timestamp) => {
      this.pool = poolMoveProposed(this.pool, move, timestamp)
    })
  }

  private cancel(): Step {
    return this.by(this.pool.operator, 'cancelMove', [], () => {
      this.pool = poolMoveCancelled(this.pool)
    })
  }

  private move(): Step {
    const { dice, venue, pool } = this
    const move = pool.proposal ?? { prices: [1n, 2n], referencePrice: 1n }
    const wanted = dice.once(12) ? { ...move, referencePrice: move.referencePrice + 1n } : move
    // Mostly when it is due.
    const due = pool.executableAt - venue.chain.time()
    if (!dice.once(5)) venue.chain.wait(due + (dice.once(10) ? 259_201n : dice.upTo(100n)))
    return this.by(pool.operator, 'executeMove', [wanted.prices, wanted.referencePrice], (timestamp) => {
      const mark = venue.mark()
      const oracle = { bandBps: BAND_BPS, ...(mark !== undefined && { mark }) }
      const context = { timestamp, halted: this.isHalted, ...(venue.feed && { oracle }) }
      this.pool = poolGridMoved(this.pool, wanted, context)
    })
  }

  private handOver(): Step {
    const operator = this.dice.pick(this.venue.operators)
    return this.by(this.pool.operator, 'setOperator', [operator], () => {
      this.pool = poolOperatorChanged(this.pool, operator)
    })
  }

  private toggleMarket(): Step {
    const { venue } = this
    const name = this.isHalted ? 'resumeMarket' : 'haltMarket'
    const core = () => {
      this.isHalted = !this.isHalted
    }
    return { kind: name, call: callOf(venue.governor, venue.exchange, EXCHANGE, name, [1]), core }
  }

  /** The feed follows the grid's price, rarely too old to trade on. Without one, somebody donates base. */
  private quoteFeed(): Step {
    const { dice, venue, pool } = this
    const { feed } = venue
    if (feed === undefined) {
      const args = [this.address, dice.upTo(10n ** 15n)]
      const call = callOf(venue.taker, venue.base, testTokenAbi as Abi, 'transfer', args)
      return { kind: 'donate', call, core: () => undefined }
    }
    const { bid } = bestPoolPrices(pool.anchor.prices, pool.grid)
    // A tick is 3 quote atoms per 10^12 base atoms: 3 whole tokens per token, 3 x 10^8 of a feed of 8 decimals.
    const answer = ((bid === 0n ? 1_000n : bid) * 3n * 10n ** 8n * (9_000n + dice.upTo(2_000n))) / 10_000n
    const updatedAt = venue.chain.next() - (dice.once(10) ? MAX_AGE : 0n)
    return {
      kind: 'setAnswer',
      call: callOf(venue.taker, feed.address, ORACLE_ABI as Abi, 'setAnswerAt', [answer, updatedAt]),
      core: () => void Object.assign(feed, { answer, updatedAt }),
    }
  }

  // ---- what both sides know ---------------------------------------------------------------------------------------

  private by(from: Address, name: string, args: readonly unknown[], core: (timestamp: bigint) => void): Step {
    const call = callOf(from, this.address, POOL, name, args)
    return { kind: name, call, core: () => core(this.venue.chain.time()) }
  }

  private account(provider: Address): PoolAccount {
    return this.accounts.get(provider) ?? NEW_ACCOUNT
  }

  private put(provider: Address, { pool, account }: { pool: PoolState; account: PoolAccount }): void {
    this.pool = pool
    this.accounts.set(provider, account)
  }
}
