import { TidemarkError, toUint } from './errors.ts'
import { BPS, notional, Side } from './market.ts'
import { add, divDown, mul, sub } from './u256.ts'

/** Address that stands for nobody: as `taker` it lets anyone fill a quote. */
export const ZERO_ADDRESS = '0x0000000000000000000000000000000000000000'

/** A maker's two-sided offer. A side of size zero is absent. Mirrors the Solidity struct of the same name. */
export interface Quote {
  /** Who signs, and whose allowance to the exchange pays. */
  readonly maker: `0x${string}`
  readonly marketId: number
  /** Ticks at which the maker buys at most `bidSize` lots. */
  readonly bidPrice: bigint
  readonly bidSize: bigint
  /** Ticks at which the maker sells at most `askSize` lots. */
  readonly askPrice: bigint
  readonly askSize: bigint
  /** Above 0: streaming, a fill of a newer nonce retires the older ones. 0: standing, tracked by hash. */
  readonly nonce: bigint
  /** Must equal the maker's epoch; raising it cancels every quote signed before. */
  readonly epoch: bigint
  /** Last second, inclusive, at which it may fill. */
  readonly expiry: bigint
  /** Only this address may fill it; the zero address means anyone. */
  readonly taker: `0x${string}`
  /** Makes otherwise equal standing quotes distinct. */
  readonly salt: bigint
}

/** EIP-712 types of a {@link Quote}, in the order that `QuoteLib.TYPEHASH` commits to. */
export const QUOTE_TYPES = {
  Quote: [
    { name: 'maker', type: 'address' },
    { name: 'marketId', type: 'uint32' },
    { name: 'bidPrice', type: 'uint64' },
    { name: 'bidSize', type: 'uint64' },
    { name: 'askPrice', type: 'uint64' },
    { name: 'askSize', type: 'uint64' },
    { name: 'nonce', type: 'uint64' },
    { name: 'epoch', type: 'uint64' },
    { name: 'expiry', type: 'uint64' },
    { name: 'taker', type: 'address' },
    { name: 'salt', type: 'uint256' },
  ],
} as const

/**
 * EIP-712 domain of the exchange at `verifyingContract` on one chain.
 *
 * @example
 * quoteDomain(1, ZERO_ADDRESS).name // => 'Tidemark'
 */
export function quoteDomain(chainId: number, verifyingContract: `0x${string}`) {
  return { name: 'Tidemark', version: '1', chainId, verifyingContract } as const
}

/** A price in ticks as an exact fraction: a mid is often half a tick. */
export interface TickFraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The bid would fall to zero or the ask beyond uint64. */
export class QuotePriceOutOfRangeError extends TidemarkError {
  constructor(bidPrice: bigint, askPrice: bigint) {
    super(
      'QuotePriceOutOfRange',
      `a bid of ${bidPrice} and an ask of ${askPrice} are not both above 0 and below 2^64`,
      {
        bidPrice,
        askPrice,
      },
    )
  }
}

/**
 * Bid half a spread below mid, in ticks: `floor(mid * (20_000 - spreadBps) / 20_000)`, away from mid in the maker's
 * favour.
 *
 * @param spreadBps Distance from bid to ask in 1/10 000 of mid.
 * @throws {OverflowError} when the spread exceeds 200 % or a product 256 bits.
 * @throws {DivisionByZeroError} when the denominator of mid is 0.
 *
 * @example
 * bidPriceDown({ numerator: 2_001n, denominator: 2n }, 100) // => 995n
 */
export function bidPriceDown(mid: TickFraction, spreadBps: number): bigint {
  const twice = mul(2n, BPS)
  return divDown(mul(mid.numerator, sub(twice, BigInt(spreadBps))), mul(mid.denominator, twice))
}

/**
 * Ask half a spread above mid, in ticks: `ceil(mid * (20_000 + spreadBps) / 20_000)`, away from mid in the maker's
 * favour.
 *
 * @param spreadBps Distance from bid to ask in 1/10 000 of mid.
 * @throws {OverflowError} when a product exceeds 256 bits.
 * @throws {DivisionByZeroError} when the denominator of mid is 0.
 *
 * @example
 * askPriceUp({ numerator: 2_001n, denominator: 2n }, 100) // => 1_006n
 */
export function askPriceUp(mid: TickFraction, spreadBps: number): bigint {
  const twice = mul(2n, BPS)
  const scaled = mul(mid.numerator, twice + BigInt(spreadBps))
  const divisor = mul(mid.denominator, twice)
  const floor = divDown(scaled, divisor)
  return scaled % divisor === 0n ? floor : floor + 1n
}

/**
 * Both prices around a mid, rounded away from it and at least one tick apart: where they would meet, the ask moves up.
 *
 * @param mid In ticks; a whole number of them, or an exact fraction.
 * @param spreadBps Distance from bid to ask in 1/10 000 of mid.
 * @throws {QuotePriceOutOfRangeError} when a price leaves 1 … 2^64 - 1.
 *
 * @example
 * twoSidedPrices(1_000n, 100) // => { bidPrice: 995n, askPrice: 1_005n }
 */
export function twoSidedPrices(mid: bigint | TickFraction, spreadBps: number): { bidPrice: bigint; askPrice: bigint } {
  const fraction = typeof mid === 'bigint' ? { numerator: mid, denominator: 1n } : mid
  const bidPrice = bidPriceDown(fraction, spreadBps)
  const ask = askPriceUp(fraction, spreadBps)
  const askPrice = ask > bidPrice ? ask : bidPrice + 1n
  if (bidPrice === 0n || askPrice >> 64n !== 0n) throw new QuotePriceOutOfRangeError(bidPrice, askPrice)
  return { bidPrice, askPrice }
}

/** What a two-sided quote around a mid is made of. */
export interface TwoSidedQuoteTerms extends Pick<Quote, 'maker' | 'marketId' | 'bidSize' | 'askSize' | 'expiry'> {
  /** In ticks; a whole number of them, or an exact fraction. */
  readonly mid: bigint | TickFraction
  /** Distance from bid to ask in 1/10 000 of mid. */
  readonly spreadBps: number
  readonly nonce?: bigint
  readonly epoch?: bigint
  readonly taker?: `0x${string}`
  readonly salt?: bigint
}

/**
 * Build a quote around a mid; prices as in {@link twoSidedPrices}. Unless given: standing, epoch 0, for any taker,
 * salt 0.
 *
 * @throws {QuotePriceOutOfRangeError} when a price leaves 1 … 2^64 - 1.
 * @throws {CastOverflowError} when a size exceeds uint64.
 *
 * @example
 * const offer = { maker: quote.maker, marketId: 1, bidSize: 5n, askSize: 5n, expiry: 100n }
 * twoSidedQuote({ ...offer, mid: 1_000n, spreadBps: 100 }).askPrice // => 1_005n
 */
export function twoSidedQuote(terms: TwoSidedQuoteTerms): Quote {
  const { mid, spreadBps, nonce = 0n, epoch = 0n, taker = ZERO_ADDRESS, salt = 0n, ...rest } = terms
  toUint(rest.bidSize, 64)
  toUint(rest.askSize, 64)
  return { ...rest, ...twoSidedPrices(mid, spreadBps), nonce, epoch, taker, salt }
}

/**
 * Price in ticks and size in lots of the maker's side. Mirrors `QuoteLib.sideOf`.
 *
 * @example
 * quoteSide(quote, Side.Ask) // => { price: 102n, size: 20n }
 */
export function quoteSide(quote: Quote, side: Side): { price: bigint; size: bigint } {
  return side === Side.Bid
    ? { price: quote.bidPrice, size: quote.bidSize }
    : { price: quote.askPrice, size: quote.askSize }
}

/**
 * Most lots within `size` that `notionalAmount` (quote atoms) allows at `price` (ticks): for an ask as many as cost no more (rounded
 * down), for a bid as few as bring at least that (rounded up). At a price of zero no number of lots does: none. Mirrors
 * `QuoteLib.lotsFor`.
 *
 * @throws {OverflowError} when a lot costs more than 2^256 - 1.
 *
 * @example
 * lotsFor(Side.Ask, 100n, 10n, 50n, 25_999n) // => 25n
 */
export function lotsFor(side: Side, price: bigint, tickSize: bigint, size: bigint, notionalAmount: bigint): bigint {
  const lotPrice = notional(price, tickSize, 1n)
  if (lotPrice === 0n) return 0n
  const whole = notionalAmount / lotPrice
  const lots = side === Side.Bid && whole * lotPrice !== notionalAmount ? add(whole, 1n) : whole
  return lots < size ? lots : size
}
