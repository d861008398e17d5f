import { readFile } from 'node:fs/promises'
import type { Address } from 'viem'
import { rebateDefaults } from './defaults.ts'
import { address, FieldError, integer, list, type Reader, record } from './fields.ts'
import { codeOf, Problem } from './problem.ts'

/** A market to open with the deployment. Units as in Solidity's `Market`. */
export interface MarketParameters {
  readonly base: Address
  /** Base atoms per lot. */
  readonly lotSize: bigint
  readonly quote: Address
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  readonly takerFeeBps: number
  readonly poolFeeShareBps: number
  /** Price feed of base in quote. */
  readonly oracle?: Address
  readonly oracleBandBps?: number
  /** Seconds. */
  readonly maxOracleAge?: number
}

/** What a deployment can choose. */
export interface DeployParameters {
  /** Who governs the exchange, meant to be a timelock; the deployer when absent. */
  readonly governor?: Address
  /** Who may halt markets besides the governor; nobody when absent. */
  readonly guardian?: Address
  /** Seconds of a rebate period. */
  readonly periodLength: number
  /** Volumes between the rebate tiers, in whole quote tokens. */
  readonly rebateThresholds: readonly bigint[]
  /** Rebate rate of each tier, in 1/10 000. */
  readonly rebateRatesBps: readonly number[]
  /** Markets to open, in this order. */
  readonly markets: readonly MarketParameters[]
}

/** Highest fee that the exchange admits, in bps. */
const MAX_FEE_BPS = 100
const BPS = 10_000
const DAY = 86_400

const market: Reader<MarketParameters> = (value, path) => {
  const read = record<MarketParameters>(
    {
      base: address,
      lotSize: integer(1n, (1n << 88n) - 1n),
      quote: address,
      tickSize: integer(1n, (1n << 72n) - 1n),
      takerFeeBps: small(0, MAX_FEE_BPS),
      poolFeeShareBps: small(0, BPS),
    },
    { oracle: address, oracleBandBps: small(1, BPS), maxOracleAge: small(1, 2 ** 32 - 1) },
  )(value, path)
  if (read.base === read.quote) throw new FieldError(`${path}.quote`, read.quote, 'is the base token too')
  for (const name of ['oracleBandBps', 'maxOracleAge'] as const) {
    const given = read[name] !== undefined
    if (given && read.oracle === undefined) throw new FieldError(`${path}.${name}`, read[name], 'needs an oracle')
    if (!given && read.oracle !== undefined) throw new FieldError(`${path}.${name}`, undefined, 'is missing')
  }
  return read
}

const thresholds: Reader<readonly bigint[]> = (value, path) => {
  const read = list(integer(0n, (1n << 64n) - 1n), 3)(value, path)
  for (const [i, threshold] of read.entries()) {
    if (threshold <= (read[i - 1] ?? 0n))
      throw new FieldError(`${path}[${i}]`, threshold, 'is not above the one before')
  }
  return read
}

const rates: Reader<readonly number[]> = (value, path) => {
  const read = list(small(0, MAX_FEE_BPS), 4)(value, path)
  for (const [i, rate] of read.entries()) {
    if (rate < (read[i - 1] ?? 0)) throw new FieldError(`${path}[${i}]`, rate, 'is below the one before')
  }
  return read
}

const parameters = record<Partial<DeployParameters>>(
  {},
  {
    governor: address,
    guardian: address,
    periodLength: small(DAY, 365 * DAY),
    rebateThresholds: thresholds,
    rebateRatesBps: rates,
    markets: list(market),
  },
)

/** An integer that fits a `number`. */
function small(min: number, max: number): Reader<number> {
  const read = integer(BigInt(min), BigInt(max))
  return (value, path) => Number(read(value, path))
}

/**
 * Read a parameter file. What it leaves out has a default.
 *
 * @throws {Problem} when a key is unknown or a value is not what it should be, naming it: a misspelt parameter must not be a
 * default one.
 */
export async function readParameters(file: string): Promise<DeployParameters> {
  const content = await readJson(file)
  try {
    return { ...rebateDefaults, markets: [], ...parameters(content, '') }
  } catch (error) {
    if (error instanceof FieldError) throw new Problem(`${file}: ${error.message}`)
    throw error
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'there is no such file; {} in it stands for the defaults' : String(error)
    throw new Problem(`${file}: ${why}`)
  }
}
