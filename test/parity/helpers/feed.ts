import { isLiveAnswer, type LiveMark, markDown, tryOracleScale } from '@tidemark/sdk/core'
import { type Address, parseAbi } from 'viem'

export const ORACLE_ABI = parseAbi(['function setAnswerAt(int256 answer, uint256 updatedAt)'])
/** Seconds for which an answer of the feed is good. */
export const MAX_AGE = 100_000n
/** How far from the feed prices may be, in 1/10 000. */
export const BAND_BPS = 2_000

/** A price feed of 8 decimals, and what it said last. */
export interface Feed {
  readonly address: Address
  answer: bigint
  updatedAt: bigint
}

/** Terms of a market of 18 and 6 decimals. */
interface Units {
  readonly lotSize: bigint
  readonly tickSize: bigint
}

/** The mark that a feed gives at `timestamp`, by the core. */
export function markAt(feed: Feed, units: Units, timestamp: bigint): LiveMark {
  if (!isLiveAnswer(feed, MAX_AGE, timestamp)) return undefined
  const { scale } = tryOracleScale({ ...units, baseDecimals: 18, quoteDecimals: 6, oracleDecimals: 8 })
  return markDown(feed.answer, scale) || undefined
}
