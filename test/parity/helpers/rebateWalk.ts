import { exchangeAbi } from '@tidemark/sdk/abis'
import {
  borneSchedule,
  feesIn,
  feesScheduled,
  feeUp,
  type MakerVolume,
  type MarketFees,
  NO_VOLUME_YET,
  notional,
  periodAt,
  QUOTE_TYPES,
  type Quote,
  quoteDomain,
  type RebateBook,
  type RebateTiers,
  rebateCapBps,
  rebatesScheduled,
  Side,
  tiersIn,
  volumeIn,
  volumeMade,
  ZERO_ADDRESS,
} from '@tidemark/sdk/core'
import { type Abi, type Address, zeroAddress } from 'viem'
import type { HDAccount } from 'viem/accounts'
import { type Call, createChain, type Sent, signerAt, type TestChain } from './chain.ts'
import { render } from './compare.ts'
import type { Dice } from './dice.ts'
import { approveAll, enrich } from './exchange.ts'
import { type Records, type Step, Walk } from './walk.ts'

const EXCHANGE = exchangeAbi as Abi
const FOREVER = (1n << 64n) - 1n
/** Lots are 10^12 base atoms; ticks as many quote atoms as make a lot at 1,000 ticks worth a whole token. */
const LOT = 10n ** 12n

interface Listed {
  fees: MarketFees
  readonly quote: Address
  readonly decimals: number
  readonly tickSize: bigint
}

/** Signers' volumes and rebates over many periods, on chain and in the core side by side. */
export class RebateWalk extends Walk {
  private book: RebateBook
  private readonly volumes = new Map<string, MakerVolume>()
  private salt = 0n
  private readonly exchange: Address
  private readonly markets: readonly Listed[]
  private readonly makers: readonly HDAccount[]

  private constructor(
    chain: TestChain,
    dice: Dice,
    [exchange, book, markets, makers]: [Address, RebateBook, readonly Listed[], readonly HDAccount[]],
  ) {
    super(chain, dice)
    this.exchange = exchange
    this.book = book
    this.markets = markets
    this.makers = makers
  }

  static async create(dice: Dice): Promise<RebateWalk> {
    const chain = await createChain()
    const [governor, taker] = chain.accounts
    if (!governor || !taker) throw new Error('the chain has too few accounts')
    const tiers: RebateTiers = { thresholds: [10n, 50n, 200n], ratesBps: [0, 1, 2, 3] }
    const args = [governor, 86_400, tiers.thresholds, tiers.ratesBps]
    const exchange = await chain.deploy('Exchange.sol/Exchange', args)
    const book: RebateBook = { periodLength: 86_400n, periodStart: chain.time(), tiers }
    const token = (decimals: number) => chain.deploy('mocks/TestToken.sol/TestToken', ['Token', 'TOK', decimals])
    const [base, small, large] = [await token(18), await token(6), await token(18)]
    const makers = [signerAt(2), signerAt(3)]
    const listed = (quote: Address, decimals: number, takerFeeBps: number, poolFeeShareBps: number): Listed => ({
      ...{ fees: { takerFeeBps, poolFeeShareBps }, quote, decimals, tickSize: 10n ** BigInt(decimals - 3) },
    })
    // One that bears all rates, one in another token, one that is too cheap.
    const markets = [listed(small, 6, 5, 2_000), listed(large, 18, 10, 0), listed(small, 6, 2, 0)]
    for (const { quote, fees, tickSize } of markets) {
      const oracle = { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 }
      const market = { base, lotSize: LOT, quote, tickSize, ...fees, halted: false, ...oracle }
      await chain.must({ from: governor, to: exchange, abi: EXCHANGE, name: 'createMarket', args: [market] })
    }
    const traders = [taker, ...makers.map(({ address }) => address)]
    await enrich(chain, [base, small, large], traders)
    await approveAll(chain, [base, small, large], traders, [exchange])
    return new RebateWalk(chain, dice, [exchange, book, markets, makers])
  }

  protected pause(): bigint {
    return this.dice.once(10) ? 40_000n + this.dice.upTo(200_000n) : 1n + this.dice.upTo(2_000n)
  }

  protected draw(): Promise<Step> | Step {
    if (!this.dice.once(12)) return this.take()
    return this.dice.pick([() => this.setTiers(), () => this.setFees()])()
  }

  private async take(): Promise<Step> {
    const { dice, chain } = this
    const maker = dice.pick(this.makers)
    const id = dice.below(this.markets.length)
    const market = this.markets[id]
    if (market === undefined) throw new Error('no such market')
    const price = 500n + dice.upTo(1_500n)
    const quote: Quote = {
      ...{ maker: maker.address, marketId: id + 1, bidPrice: price, bidSize: 99n, askPrice: price, askSize: 99n },
      ...{ nonce: 0n, epoch: 0n, expiry: FOREVER, taker: ZERO_ADDRESS, salt: ++this.salt },
    }
    const domain = quoteDomain(31337, this.exchange)
    const signature = await maker.signTypedData({ domain, types: QUOTE_TYPES, primaryType: 'Quote', message: quote })
    const side = dice.pick([Side.Bid, Side.Ask])
    const size = 1n + dice.upTo(30n)
    const recipient = this.taker()
    const take = { side, size, minSize: 1n, limitPrice: side === Side.Ask ? FOREVER : 0n, recipient, deadline: FOREVER }
    const call = this.call(recipient, 'takeQuote', [quote, signature, take])
    const core = (sent: Sent) => {
      const value = notional(price, market.tickSize, size)
      const period = periodAt(this.book, chain.time())
      const { takerFeeBps, poolFeeShareBps } = feesIn(market.fees, period)
      const schedule = borneSchedule(
        tiersIn(this.book, period),
        rebateCapBps(takerFeeBps, poolFeeShareBps),
        market.decimals,
      )
      const made = volumeMade(this.volumeOf(maker.address, market.quote), schedule, { period, notional: value })
      this.volumes.set(`${maker.address} ${market.quote}`, made.maker)
      const fill = 'events' in sent ? sent.events.find(({ eventName }) => eventName === 'Fill') : undefined
      const { notional: paid, fee, rebate } = (fill?.args ?? {}) as { notional?: bigint; fee?: bigint; rebate?: bigint }
      const expected = [value, feeUp(value, takerFeeBps), made.rebate]
      if (render([paid ?? '', fee ?? '', rebate ?? '']) !== render(expected)) {
        throw new Error(`fill: core ${render(expected)}, chain ${render([paid ?? '', fee ?? '', rebate ?? ''])}`)
      }
      if (made.rebate > 0n) this.count('rebate')
    }
    return { kind: 'take', call, core }
  }

  private setTiers(): Step {
    const { dice } = this
    const first = dice.upTo(40n)
    const second = first + dice.upTo(100n)
    const thresholds = [first, second, second + 1n + dice.upTo(400n)] as const
    const a = dice.below(2)
    const b = a + dice.below(2)
    const c = b + dice.below(2)
    const ratesBps = [a, b, c, dice.once(8) ? 101 : dice.once(8) ? 0 : c + dice.below(3)] as const
    const call = this.call(this.governor(), 'scheduleRebates', [thresholds, ratesBps])
    const core = () => {
      this.book = rebatesScheduled(this.book, { thresholds, ratesBps }, this.chain.time())
    }
    return { kind: 'tiers', call, core }
  }

  private setFees(): Step {
    const { dice } = this
    const id = dice.below(this.markets.length)
    const market = this.markets[id]
    if (market === undefined) throw new Error('no such market')
    const terms = {
      takerFeeBps: dice.once(10) ? 101 : dice.below(12),
      poolFeeShareBps: dice.once(10) ? 10_001 : dice.pick([0, 2_000, 5_000]),
    }
    const call = this.call(this.governor(), 'scheduleFees', [id + 1, terms.takerFeeBps, terms.poolFeeShareBps])
    const core = () => {
      market.fees = feesScheduled(market.fees, terms, periodAt(this.book, this.chain.time()))
    }
    return { kind: 'fees', call, core }
  }

  protected async records(): Promise<Records> {
    const { chain, exchange, markets, makers, book } = this
    const read = (name: string, args: readonly unknown[] = []) => chain.read(exchange, EXCHANGE, name, args)
    const period = periodAt(book, chain.time())
    const { thresholds, ratesBps } = tiersIn(book, period)
    const actual: unknown[] = [await read('currentPeriod'), await read('rebateSchedule', [Number(period)])]
    const expected: unknown[] = [period, [thresholds, ratesBps]]
    for (const { address } of makers) {
      for (const { quote } of markets) {
        actual.push(await read('makerVolume', [address, quote]))
        expected.push(volumeIn(this.volumeOf(address, quote), period))
      }
    }
    for (const [i, { fees, decimals }] of markets.entries()) {
      const market = (await read('getMarket', [i + 1])) as { takerFeeBps: number; poolFeeShareBps: number }
      const { takerFeeBps, poolFeeShareBps } = feesIn(fees, period)
      const cap = rebateCapBps(takerFeeBps, poolFeeShareBps)
      actual.push(market.takerFeeBps, market.poolFeeShareBps, await read('paysRebates', [i + 1]))
      expected.push(takerFeeBps, poolFeeShareBps, borneSchedule({ thresholds, ratesBps }, cap, decimals) !== undefined)
    }
    return { chain: actual, core: expected }
  }

  private volumeOf(maker: string, quote: string): MakerVolume {
    return this.volumes.get(`${maker} ${quote}`) ?? NO_VOLUME_YET
  }

  private call(from: Address, name: string, args: readonly unknown[]): Call {
    return { from, to: this.exchange, abi: EXCHANGE, name, args }
  }

  private governor(): Address {
    return this.chain.accounts[0] ?? zeroAddress
  }

  private taker(): Address {
    return this.chain.accounts[1] ?? zeroAddress
  }
}
