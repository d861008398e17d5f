/** What human units of a market depend on. `getMarket` returns it. */
export interface MarketScale {
  /** Base atoms per lot. */
  readonly lotSize: bigint
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  /** Decimals of the base token: one whole token is 10^decimals atoms. */
  readonly baseDecimals: number
  /** Decimals of the quote token. */
  readonly quoteDecimals: number
}
