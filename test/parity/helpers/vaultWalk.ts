import { exchangeAbi, makerVaultAbi, testTokenAbi } from '@tidemark/sdk/abis'
import {
  borneSchedule,
  encodeQuoteLeg,
  feeUp,
  type HedgeTrade,
  MAX_U256,
  type MakerVault,
  type MakerVolume,
  NO_VOLUME_YET,
  NothingToTakeError,
  notional,
  OracleUnavailableError,
  periodAt,
  type Quote,
  quoteAvailable,
  rebateCapBps,
  Side,
  TidemarkError,
  vaultCreated,
  vaultCrystallised,
  vaultDeposited,
  vaultEpochRaised,
  vaultGridTaken,
  vaultHalted,
  vaultHedged,
  vaultManagerChanged,
  vaultQuoteTaken,
  vaultRequiredFunds,
  vaultResumed,
  vaultShareClaimed,
  vaultShareSet,
  vaultStrategySet,
  vaultWithdrawn,
  volumeIn,
  volumeMade,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import type { Abi, Address } from 'viem'
import { callOf } from './chain.ts'
import type { Dice } from './dice.ts'
import { MAX_AGE, ORACLE_ABI } from './feed.ts'
import { drawStrategy, type Source } from './strategyDraws.ts'
import { vaultRecords } from './vaultRecords.ts'
import { GUARD_ABI, HEDGE_UNITS, TAKER_FEE_BPS, type VaultVenue } from './vaultVenue.ts'
import { type Records, type Step, Walk } from './walk.ts'

const FOREVER = (1n << 64n) - 1n
const VAULT = makerVaultAbi as Abi
const EXCHANGE = exchangeAbi as Abi

/** A transaction, and the vault that the core makes of it. */
type Change = Omit<Step, 'core'> & { readonly core: () => MakerVault }

/** A vault on chain and in the core, taken through random transactions side by side. */
export class VaultWalk extends Walk {
  private vault: MakerVault
  private volume: MakerVolume = NO_VOLUME_YET
  private guardAllows = true
  private salt = 0n
  private readonly venue: VaultVenue
  private readonly source: Source
  private readonly address: Address

  private constructor(venue: VaultVenue, source: Source, dice: Dice, address: Address, vault: MakerVault) {
    super(venue.chain, dice)
    this.venue = venue
    this.source = source
    this.address = address
    this.vault = vault
  }

  static async create(venue: VaultVenue, source: Source, dice: Dice): Promise<VaultWalk> {
    const [manager] = venue.managers
    let strategy = drawStrategy(dice, source, venue.guard)
    // The first one must pass; those that follow need not.
    for (;;) {
      try {
        const params = { owner: venue.owner, manager: manager.address, profitShareBps: 2_000, strategy }
        const amounts = { base: 300n * venue.market.lotSize, quote: 10n ** 9n }
        vaultCreated({ ...params, ...amounts }, venue.market, { mark: venue.mark(1) })
        const address = await venue.createVault({ manager: manager.address, shareBps: 2_000, strategy, ...amounts })
        const { vault } = vaultCreated({ ...params, ...amounts }, venue.market, { mark: venue.mark(1) })
        const walk = new VaultWalk(venue, source, dice, address, vault)
        await walk.compare('create')
        return walk
      } catch (error) {
        if (!(error instanceof TidemarkError)) throw error
        strategy = drawStrategy(dice, source, venue.guard)
      }
    }
  }

  protected pause(): bigint {
    return this.dice.once(30) ? 40_000n + this.dice.upTo(90_000n) : 1n + this.dice.upTo(900n)
  }

  protected async draw(): Promise<Step> {
    const { kind, call, core } = await this.drawChange()
    return {
      kind,
      call,
      core: () => {
        this.vault = core()
      },
    }
  }

  protected records(): Promise<Records> {
    return vaultRecords(this.venue, this.address, this.vault, this.volume)
  }

  private drawChange(): Promise<Change> | Change {
    // Now and then a taker mistakes one kind of vault for the other.
    const isGrid = (this.source === 'grid') !== this.dice.once(100)
    const trade = isGrid ? () => this.takeGrid() : () => this.takeQuote()
    const often = [
      trade,
      trade,
      trade,
      trade,
      trade,
      trade,
      () => this.deposit(),
      () => this.withdraw(),
      () => this.quoteFeed(),
    ]
    const seldom = [
      () => this.owner('halt', [], () => vaultHalted(this.vault)),
      () => this.owner('raiseManagerEpoch', [], () => vaultEpochRaised(this.vault)),
      () => this.changeManager(),
      () => this.changeShare(),
      () => this.changeStrategy(),
      () => this.changeStrategy(),
      () => this.donate(),
      () => this.toggleGuard(),
    ]
    const settle = [() => this.crystallise(), () => this.claim()]
    if (this.vault.halted && this.dice.once(2)) return this.resume()
    const hasManager = this.vault.manager.account !== ZERO_ADDRESS
    if (this.source === 'delta' && hasManager && this.dice.once(6)) return this.hedge()
    if (this.dice.once(12)) return this.dice.pick(seldom)()
    return this.dice.pick(this.dice.once(8) ? settle : often)()
  }

  // ---- fills ------------------------------------------------------------------------------------------------------

  private takeGrid(): Change {
    const { dice, venue } = this
    // Rather back to the middle of the grid than off its end.
    const { sizePerCell, prices } = this.vault.strategy.grid
    const isLow = 2n * this.vault.cursor < sizePerCell * BigInt(prices.length)
    const side = isLow === dice.once(4) ? Side.Bid : Side.Ask
    const size = 1n + dice.upTo(120n)
    const limitPrice = dice.once(6) ? 9_000n + dice.upTo(3_000n) : side === Side.Ask ? FOREVER : 0n
    const taker = dice.once(40) ? venue.owner : venue.taker
    const take = { side, size, minSize: 1n, limitPrice, recipient: taker, deadline: FOREVER }
    return {
      kind: 'takeGrid',
      call: callOf(taker, venue.exchange, EXCHANGE, 'takeGrid', [this.address, take]),
      core: () => {
        const { period, schedule } = this.rebates()
        const volume = volumeIn(this.volume, period)
        const order = { side, size, limitPrice, taker, ...this.context(), ...(schedule && { schedule, volume }) }
        const fill = vaultGridTaken(this.vault, order)
        if (fill.size === 0n) throw new NothingToTakeError(0n)
        this.volume = volumeMade(this.volume, schedule, { period, notional: fill.notional }).maker
        return fill.vault
      },
    }
  }

  private async takeQuote(): Promise<Change> {
    const { dice, venue, vault } = this
    const side = dice.pick([Side.Bid, Side.Ask])
    const mid = ((venue.mark(1) ?? 10_000n << 64n) >> 64n) + dice.upTo(80n) - 40n
    const half = dice.upTo(300n)
    const quote: Quote = {
      ...{ maker: this.address, marketId: 1, bidPrice: mid - half, askPrice: mid + half },
      ...{ bidSize: dice.once(5) ? 0n : 250n, askSize: dice.once(5) ? 0n : 250n, nonce: 0n },
      epoch: dice.once(30) ? vault.manager.epoch + 1n : vault.manager.epoch,
      expiry: venue.chain.next() + dice.upTo(9_000n),
      ...{ taker: ZERO_ADDRESS, salt: ++this.salt },
    }
    const manager = venue.managers.find(({ address }) => address === vault.manager.account)
    const signer = manager === undefined || dice.once(60) ? venue.dealer : manager
    const signature = await venue.sign(signer, quote)
    const asked = 1n + dice.upTo(220n)
    const taker = dice.once(40) ? venue.owner : venue.taker
    const limitPrice = side === Side.Ask ? FOREVER : 0n
    const take = { side, size: asked, minSize: 1n, limitPrice, recipient: taker, deadline: FOREVER }
    return {
      kind: 'takeQuote',
      call: callOf(taker, venue.exchange, EXCHANGE, 'takeQuote', [quote, signature, take]),
      core: () => {
        const [price, offered] = side === Side.Ask ? [quote.askPrice, quote.askSize] : [quote.bidPrice, quote.bidSize]
        const size = asked < offered ? asked : offered
        if (size === 0n) throw new NothingToTakeError(0n)
        const value = notional(price, venue.market.tickSize, size)
        const { period, schedule } = this.rebates()
        const { maker, rebate } = volumeMade(this.volume, schedule, { period, notional: value })
        const isSigned = signer === manager
        const order = { side, size, quote, notional: value, rebate, taker, isSigned, ...this.context() }
        const fill = vaultQuoteTaken(this.vault, order)
        this.volume = maker
        return fill.vault
      },
    }
  }

  private async hedge(): Promise<Change> {
    const { dice, venue, vault } = this
    const bought = dice.once(2)
    const size = (1n + dice.upTo(60n)) * (dice.once(4) ? 1n : 2n)
    const price = (((venue.mark(2) ?? 10_000n << 64n) >> 64n) * (9_950n + dice.upTo(100n))) / 10_000n
    const { lotSize, tickSize } = HEDGE_UNITS
    const value = notional(price, tickSize, size)
    const fee = feeUp(value, TAKER_FEE_BPS)
    const quoteAmount = bought ? value + fee : value - fee
    const baseAmount = size * lotSize
    const held = bought ? quoteAvailable(vault) : vault.position.lots * venue.market.lotSize
    // The vault allows the exchange no more than this, and what a token says of that is not the core's business.
    if (held < (bought ? quoteAmount : baseAmount)) return this.quoteFeed()
    const quote: Quote = {
      ...{ maker: venue.dealer.address, marketId: 2, bidPrice: price, bidSize: 200n, askPrice: price, askSize: 200n },
      ...{ nonce: 0n, epoch: 0n, expiry: FOREVER, taker: ZERO_ADDRESS, salt: ++this.salt },
    }
    const signature = await venue.sign(venue.dealer, quote)
    const side = bought ? Side.Ask : Side.Bid
    const marketId = dice.once(25) ? 1 : 2
    const limits = { amount: size, limit: bought ? MAX_U256 >> 1n : 0n, minSize: size }
    const route = {
      marketId,
      side,
      exactNotional: false,
      partialFill: false,
      ...limits,
      recipient: this.address,
      deadline: FOREVER,
    }
    const leg = { maker: quote.maker, size, limitPrice: bought ? FOREVER : 0n, quote: encodeQuoteLeg(quote, signature) }
    const trade = { bought, baseAmount, quoteAmount }
    return {
      kind: 'hedge',
      call: callOf(vault.manager.account as Address, this.address, VAULT, 'hedge', [route, [leg]]),
      core: () => {
        const market: HedgeTrade['market'] = { marketId, ...HEDGE_UNITS, mark: venue.mark(2) }
        const { timestamp, guardAllows } = this.context(false)
        return vaultHedged(this.vault, { market, ...trade, timestamp, guardAllows }).vault
      },
    }
  }

  // ---- funds ------------------------------------------------------------------------------------------------------

  private deposit(): Change {
    const { dice, venue } = this
    const base = dice.upTo(200n) * venue.market.lotSize + (dice.once(10) ? 1n : 0n)
    const quote = dice.upTo(10n ** 10n)
    return this.owner('deposit', [base, quote], () => vaultDeposited(this.vault, { base, quote }, this.mark()).vault)
  }

  private withdraw(): Change {
    const { dice, venue, vault } = this
    const part = (held: bigint) => (dice.once(2) ? 0n : dice.once(8) ? held + dice.upTo(1n) : dice.upTo(held / 4n))
    // All base at times: flat, profit can be told without an oracle.
    const base = dice.once(5) ? vault.base : part(vault.base)
    const quote = part(vault.quote)
    return this.owner('withdraw', [base, quote, venue.owner], () => vaultWithdrawn(this.vault, { base, quote }).vault)
  }

  private donate(): Change {
    const { dice, venue } = this
    const amount = dice.upTo(10n ** 9n)
    const token = dice.pick(['base', 'quote'] as const)
    return {
      kind: 'donate',
      call: callOf(venue.taker, venue[token], testTokenAbi as Abi, 'transfer', [this.address, amount]),
      core: () => ({ ...this.vault, [token]: this.vault[token] + amount }),
    }
  }

  /** Resume, or pay in what is missing for that. */
  private resume(): Change {
    const { vault, venue } = this
    const needed = vaultRequiredFunds(vault)
    const missing = (amount: bigint) => (amount > 0n ? amount : 0n)
    const base = missing(needed.base - vault.position.lots * venue.market.lotSize)
    const quote = missing(needed.quote - quoteAvailable(vault))
    if (base + quote !== 0n && !this.dice.once(4)) {
      return this.owner('deposit', [base, quote], () => vaultDeposited(this.vault, { base, quote }, this.mark()).vault)
    }
    return this.owner('resume', [], () => vaultResumed(this.vault))
  }

  // ---- roles and strategy -----------------------------------------------------------------------------------------

  private changeManager(): Change {
    const { dice, venue } = this
    const account = dice.once(6) ? ZERO_ADDRESS : dice.pick(venue.managers).address
    return this.owner('setManager', [account], () => vaultManagerChanged(this.vault, account, this.mark()))
  }

  private changeShare(): Change {
    const shareBps = this.dice.below(6_000)
    return this.owner('setProfitShare', [shareBps], () => vaultShareSet(this.vault, shareBps, this.mark()))
  }

  private async changeStrategy(): Promise<Change> {
    const { venue, dice } = this
    const source = dice.once(12) ? dice.pick(['grid', 'quotes'] as const) : this.source
    const strategy = drawStrategy(dice, source, venue.guard)
    const expected = await venue.chain.read(this.address, VAULT, 'strategyState')
    return this.owner('setStrategy', [strategy, expected], () =>
      vaultStrategySet(this.vault, strategy, { mark: this.mark() }),
    )
  }

  private crystallise(): Change {
    const call = callOf(this.venue.taker, this.address, VAULT, 'crystallise', [])
    return { kind: 'crystallise', call, core: () => vaultCrystallised(this.vault, this.mark()).vault }
  }

  private claim(): Change {
    const { address } = this.dice.pick(this.venue.managers)
    const call = callOf(address, this.address, VAULT, 'claimProfitShare', [address])
    return { kind: 'claimProfitShare', call, core: () => vaultShareClaimed(this.vault, address).vault }
  }

  private toggleGuard(): Change {
    const allows = !this.guardAllows
    const call = callOf(this.venue.taker, this.venue.guard, GUARD_ABI as Abi, 'setAllows', [allows])
    return {
      kind: 'setAllows',
      call,
      core: () => {
        this.guardAllows = allows
        return this.vault
      },
    }
  }

  /** The feed moves, rarely too old to trade on. */
  private quoteFeed(): Change {
    const { dice, venue } = this
    const answer = (venue.feed.answer * (9_800n + dice.upTo(400n))) / 10_000n
    const kept = answer < 7n * 10n ** 9n || answer > 14n * 10n ** 9n ? 10n ** 10n : answer
    const updatedAt = venue.chain.next() - (dice.once(15) ? MAX_AGE : 0n)
    return {
      kind: 'setAnswer',
      call: callOf(venue.taker, venue.feed.address, ORACLE_ABI as Abi, 'setAnswerAt', [kept, updatedAt]),
      core: () => {
        Object.assign(venue.feed, { answer: kept, updatedAt })
        return this.vault
      },
    }
  }

  // ---- what both sides know ---------------------------------------------------------------------------------------

  private owner(name: string, args: readonly unknown[], core: () => MakerVault): Change {
    return { kind: name, call: callOf(this.venue.owner, this.address, VAULT, name, args), core }
  }

  private mark() {
    return this.venue.mark(1)
  }

  /** What a fill depends on, at the second of the transaction; a market with an oracle fills only while that is live. */
  private context(needsMark = true) {
    const mark = this.mark()
    if (needsMark && this.venue.market.hasOracle && mark === undefined) throw new OracleUnavailableError(1)
    return { timestamp: this.venue.chain.time(), mark: mark ?? 0n, guardAllows: this.guardAllows }
  }

  private rebates() {
    const { rebates, chain } = this.venue
    const schedule = borneSchedule(rebates.tiers, rebateCapBps(TAKER_FEE_BPS, 0), 6)
    return { period: periodAt(rebates, chain.time()), schedule }
  }
}
