import { TidemarkError } from '../errors.ts'
import { expWad, lnWad, powerWad } from '../expLn.ts'
import { sqrtDown, WAD } from '../u256.ts'

/** A parameter of a model must be above 0. */
export class ModelParameterError extends TidemarkError {
  constructor(name: string, value: bigint) {
    super('ModelParameter', `${name} is ${value}, which is not above 0`, { name, value })
  }
}

/** Parameters of Avellaneda and Stoikov, WAD. */
export interface AvellanedaTerms {
  /** Risk aversion. */
  readonly gamma: bigint
  /** Volatility, in prices per square root of the time unit. */
  readonly sigma: bigint
  /** How fast fills thin out with distance. */
  readonly kappa: bigint
  /** Time to the horizon, in the time unit. */
  readonly timeLeft: bigint
}

/**
 * Optimal distance between bid and ask, WAD: `γσ²·(T - t) + (2/γ)·ln(1 + γ/κ)`, within (2 + 1/γ)·1e-18.
 * Source: M. Avellaneda and S. Stoikov, "High-frequency trading in a limit order book" (2008), (3.18).
 *
 * @throws {ModelParameterError} when gamma or kappa is not above 0.
 *
 * @example
 * avellanedaSpreadWad({ gamma: WAD / 10n, sigma: 2n * WAD, kappa: (3n * WAD) / 2n, timeLeft: WAD })
 * // => 1_690_770_422_751_423_440n
 */
export function avellanedaSpreadWad({ gamma, sigma, kappa, timeLeft }: AvellanedaTerms): bigint {
  check('gamma', gamma)
  check('kappa', kappa)
  const risk = (gamma * sigma * sigma * timeLeft) / WAD ** 3n
  return risk + (2n * WAD * lnWad(kappa + gamma, kappa)) / gamma
}

/**
 * Reservation price, WAD: `mid - q·γσ²·(T - t)`, rounded toward zero.
 *
 * @param mid WAD.
 * @param inventory Signed, WAD.
 *
 * @example
 * avellanedaReservationWad(100n * WAD, 2n * WAD, { gamma: WAD / 10n, sigma: 2n * WAD, timeLeft: WAD })
 * // => 99_200_000_000_000_000_000n
 */
export function avellanedaReservationWad(
  mid: bigint,
  inventory: bigint,
  terms: Omit<AvellanedaTerms, 'kappa'>,
): bigint {
  const { gamma, sigma, timeLeft } = terms
  return mid - (inventory * gamma * sigma * sigma * timeLeft) / WAD ** 4n
}

/** Parameters of Guéant, Lehalle and Fernandez-Tapia, WAD. */
export interface GlftTerms {
  readonly gamma: bigint
  /** Risk aversion to not being filled; the paper's other model has it equal to gamma. */
  readonly xi: bigint
  /** Size of an order. */
  readonly delta: bigint
  readonly sigma: bigint
  /** Fills per time unit at no distance, and how fast they thin out with it. */
  readonly intensity: bigint
  readonly kappa: bigint
}

/** Coefficients of the optimal quotes, WAD. */
export interface GlftQuotes {
  readonly c1: bigint
  readonly c2: bigint
  /** `c1 + Δ/2 · σ · c2`. */
  readonly halfSpread: bigint
  /** `σ · c2`: distance the quotes move per unit of inventory. */
  readonly skew: bigint
}

/**
 * Asymptotic optimal quotes, WAD: `c1 = ln(1 + ξΔ/κ) / (ξΔ)`, `c2 = √(γ / (2AΔκ) · (1 + ξΔ/κ)^(κ/(ξΔ) + 1))`. Within 1e-15
 * for parameters as markets have them (ξΔ/κ from 1e-3 to 1e3). Source: O. Guéant, C.-A. Lehalle and J. Fernandez-Tapia, "Dealing with the inventory risk" (2013), section 4.
 *
 * @throws {ModelParameterError} when a parameter is not above 0.
 *
 * @example
 * glftQuotes(glft).halfSpread / WAD // => 20n
 */
export function glftQuotes(terms: GlftTerms): GlftQuotes {
  for (const [name, value] of Object.entries(terms) as [string, bigint][]) check(name, value)
  const { gamma, xi, delta, sigma, intensity, kappa } = terms
  // ξΔ, WAD squared.
  const risk = xi * delta
  const unit = kappa * WAD
  const c1 = (lnWad(unit + risk, unit) * WAD * WAD) / risk
  const power = powerWad(unit + risk, unit, unit + risk, risk)
  const c2 = sqrtDown((gamma * power * WAD * WAD * WAD) / (2n * intensity * delta * kappa))
  const skew = (sigma * c2) / WAD
  return { c1, c2, halfSpread: c1 + (delta * skew) / (2n * WAD), skew }
}

/**
 * Fills per time unit at `distance`, WAD: `A · e^(-κ·distance)`, rounded down.
 *
 * @example
 * fillIntensityWad(WAD, WAD, WAD) // => 367_879_441_171_442_322n
 */
export function fillIntensityWad(intensity: bigint, kappa: bigint, distance: bigint): bigint {
  return (intensity * expWad(-(kappa * distance) / WAD)) / WAD
}

function check(name: string, value: bigint): void {
  if (value <= 0n) throw new ModelParameterError(name, value)
}
