import { addressOf, type HexBytes, readUint, uintBytes } from '../bytes.ts'
import type { Strategy } from '../strategy.ts'
import { decodeStrategy } from './codec.ts'

/** owner 20, base 20, quote 20, lotSize 11, tickSize 9, marketId 4, hasOracle 1, bandBps 2. */
const HEADER = 87

/** What never changes about a vault: the immutable arguments of its clone, but for the strategy that follows them. */
export interface VaultConstants {
  readonly owner: HexBytes
  readonly base: HexBytes
  readonly quote: HexBytes
  /** Base atoms per lot. */
  readonly lotSize: bigint
  /** Quote atoms per lot per tick. */
  readonly tickSize: bigint
  readonly marketId: number
  /** Whether the market has an oracle, and how far from it the vault may fill, in 1/10 000. */
  readonly hasOracle: boolean
  readonly bandBps: number
}

/**
 * A vault's immutable arguments, `strategy` being what `encodeStrategy` gave. Mirrors `VaultConfigLib.encode`.
 *
 * @throws {CastOverflowError} when a field does not fit its type.
 *
 * @example
 * decodeVaultConstants(encodeVaultConfig(constants, encodeStrategy(vault.strategy))).marketId // => 1
 */
export function encodeVaultConfig(constants: VaultConstants, strategy: HexBytes): HexBytes {
  const { owner, base, quote, lotSize, tickSize, marketId, hasOracle, bandBps } = constants
  const tokens = [owner, base, quote].map((address) => uintBytes(BigInt(address), 20)).join('')
  const units = uintBytes(lotSize, 11) + uintBytes(tickSize, 9) + uintBytes(marketId, 4)
  return `0x${tokens}${units}${hasOracle ? '01' : '00'}${uintBytes(bandBps, 2)}${strategy.slice(2)}`
}

/**
 * The constants in a vault's immutable arguments. Mirrors `VaultConfigLib.owner` and the others.
 *
 * @example
 * decodeVaultConstants(encodeVaultConfig(constants, encodeStrategy(vault.strategy))).lotSize // => 1n
 */
export function decodeVaultConstants(args: HexBytes): VaultConstants {
  const field = (at: number, size: number) => readUint(args, at, size)
  return {
    owner: addressOf(field(0, 20)),
    base: addressOf(field(20, 20)),
    quote: addressOf(field(40, 20)),
    lotSize: field(60, 11),
    tickSize: field(71, 9),
    marketId: Number(field(80, 4)),
    hasOracle: field(84, 1) !== 0n,
    bandBps: Number(field(85, 2)),
  }
}

/**
 * Constants and the strategy in force: the one that follows them, or `moved`, which replaced it: what
 * `VaultConfigLib.load` and `loadMoved` copy from code.
 *
 * @example
 * decodeVaultConfig(encodeVaultConfig(constants, encodeStrategy(vault.strategy))).strategy.kind // => 0
 */
export function decodeVaultConfig(args: HexBytes, moved?: HexBytes): VaultConstants & { readonly strategy: Strategy } {
  const strategy = moved === undefined ? decodeStrategy(args, HEADER) : decodeStrategy(moved)
  return { ...decodeVaultConstants(args), strategy }
}
