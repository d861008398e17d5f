import { bucketAvailable, takeFromBucket } from '../bucket.ts'
import { MARK_ONE } from '../mark.ts'
import { Side } from '../market.ts'
import { addLots, sellLots } from '../position.ts'
import { HEDGE_REFILL } from '../strategy/check.ts'
import { mul, mulDivDown, mulDivUp } from '../u256.ts'
import { NothingToTakeError, NotWholeLotsError } from '../vault.ts'
import { OracleUnavailableError, payFrom } from '../venueErrors.ts'
import { enforceStrategy, type FillContext, stopIfDrawnDown } from './enforce.ts'
import { HedgeNotAllowedError, HedgeTooCostlyError, HedgeTooSoonError, VaultHaltedError } from './errors.ts'
import { requireCovered } from './funds.ts'
import type { LiveMark } from './share.ts'
import type { MakerVault } from './state.ts'

/** The market that a hedge was made on, and its mark (ticks, Q64.64) while it is live. */
export interface HedgeMarket {
  readonly marketId: number
  readonly lotSize: bigint
  readonly tickSize: bigint
  readonly mark: LiveMark
}

/** What a hedge moved: atoms of both tokens, fees included. */
export interface HedgeTrade extends FillContext {
  readonly market: HedgeMarket
  readonly bought: boolean
  readonly baseAmount: bigint
  readonly quoteAmount: bigint
}

/**
 * What a trade was worse than the oracle's price in quote atoms, fees included, rounded up; 0 if it was better. Mirrors
 * `Hedging._costUp`.
 *
 * @example
 * hedgeCostUp({ lotSize: 1n, tickSize: 1n }, 100n * MARK_ONE, { bought: true, baseAmount: 5n, quoteAmount: 510n })
 * // => 10n
 */
export function hedgeCostUp(
  { lotSize, tickSize }: Pick<HedgeMarket, 'lotSize' | 'tickSize'>,
  mark: bigint,
  { bought, baseAmount, quoteAmount }: Pick<HedgeTrade, 'bought' | 'baseAmount' | 'quoteAmount'>,
): bigint {
  const perOne = mul(lotSize, MARK_ONE)
  if (bought) {
    const worth = mulDivDown(mul(baseAmount, tickSize), mark, perOne)
    return quoteAmount > worth ? quoteAmount - worth : 0n
  }
  const value = mulDivUp(mul(baseAmount, tickSize), mark, perOne)
  return value > quoteAmount ? value - quoteAmount : 0n
}

/**
 * The manager traded as taker for the vault on another market of its two tokens. Mirrors `Hedging.hedge`, checks in the same order.
 *
 * @throws {VaultHaltedError | HedgeNotAllowedError | HedgeTooSoonError | OracleUnavailableError}
 * @throws {NotWholeLotsError | NothingToTakeError | HedgeTooCostlyError} and as `enforceStrategy`.
 * @throws {UnderfundedError} when resting orders are not covered any more.
 *
 * @example
 * const market = { marketId: 2, lotSize: 1n, tickSize: 1n, mark: 100n * MARK_ONE }
 * vaultHedged(neutral, { market, bought: true, baseAmount: 2n, quoteAmount: 201n, timestamp: 1_000n }).cost // => 1n
 */
export function vaultHedged(
  vault: MakerVault,
  trade: HedgeTrade,
): { readonly vault: MakerVault; readonly lots: bigint; readonly cost: bigint } {
  const { limits } = vault.strategy
  const { market, bought, baseAmount, quoteAmount, timestamp } = trade
  if (vault.halted) throw new VaultHaltedError()
  if (limits.hedgeMarketId === 0 || market.marketId !== limits.hedgeMarketId) throw new HedgeNotAllowedError()
  const earliest = vault.hedged.touchedAt + BigInt(limits.hedgeCooldown)
  if (vault.hedged.touchedAt !== 0n && timestamp < earliest) throw new HedgeTooSoonError(earliest)
  if (market.mark === undefined) throw new OracleUnavailableError(market.marketId)
  const { lotSize, tickSize, hasOracle } = vault.market
  if (baseAmount % lotSize !== 0n) throw new NotWholeLotsError(baseAmount, lotSize)
  const lots = baseAmount / lotSize
  if (lots === 0n) throw new NothingToTakeError(lots)
  const cost = hedgeCostUp(market, market.mark, trade)
  const budget = { capacity: limits.hedgeBudget, refillSeconds: HEDGE_REFILL }
  const left = bucketAvailable(vault.hedged, budget, timestamp)
  if (cost > left) throw new HedgeTooCostlyError(cost, left)
  const hedged = takeFromBucket(vault.hedged, budget, timestamp, cost)

  // The vault's own market is the one its strategy is about: without an oracle there, there is no mark.
  const perTick = mul(lots, tickSize)
  const fill = {
    ...{ side: bought ? Side.Bid : Side.Ask, size: lots, notional: quoteAmount },
    lowPrice: quoteAmount / perTick,
    highPrice: (quoteAmount + perTick - 1n) / perTick,
    mark: hasOracle ? mulDivDown(mul(market.mark, market.tickSize), lotSize, mul(market.lotSize, tickSize)) : 0n,
  }
  const held = enforceStrategy({ ...vault, hedged }, fill, trade)
  const traded: MakerVault = bought
    ? {
        ...held,
        position: addLots(held.position, lots, quoteAmount),
        base: vault.base + baseAmount,
        quote: payFrom(vault.quote, quoteAmount),
      }
    : {
        ...held,
        position: sellLots(held.position, lots, quoteAmount).position,
        base: payFrom(vault.base, baseAmount),
        quote: vault.quote + quoteAmount,
      }
  requireCovered(traded)
  return { vault: stopIfDrawnDown({ ...traded, events: traded.events + 1n }, fill.mark), lots, cost }
}
