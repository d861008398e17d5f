import { vaultFunction, vaultsFunction } from '../../abis/lens.ts'
import type { Strategy } from '../../core/strategy.ts'
import type { Address, Returned } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import { AT_LENS, type LensArgs } from '../markets/reads.ts'
import type { Query } from '../verb.ts'
import type { VaultArgs } from './place.ts'
import type { ProfitShareState, VaultRecord } from './reads.ts'

/** A vault: record, funds, strategy, roles, all of one block. */
export interface VaultSummary {
  readonly vault: Address
  /** Whether it is a registered vault that answers; if not, everything else is empty. */
  readonly known: boolean
  readonly marketId: number
  readonly owner: Address
  /** Signs quotes, hedges, and may halt; the zero address for nobody. */
  readonly manager: Address
  /** Epoch that quotes must carry. */
  readonly managerEpoch: number
  /** Number of its last fill. */
  readonly seq: bigint
  /** Atoms that it holds, those owed to managers included. */
  readonly baseHeld: bigint
  readonly quoteHeld: bigint
  /** Atoms that resting orders need. */
  readonly baseNeeded: bigint
  readonly quoteNeeded: bigint
  /** Realised profit in quote atoms, signed, rebates included. */
  readonly pnl: bigint
  /** `pnl` over contributed cost, WAD, rounded toward minus infinity; nothing before a deposit. */
  readonly roi: bigint | undefined
  /** Share of round trips won, WAD, rounded down; nothing before the first. */
  readonly winRate: bigint | undefined
  /** What `setStrategy` expects. */
  readonly strategyState: bigint
  readonly stats: VaultRecord
  readonly profitShare: ProfitShareState
  readonly strategy: Strategy
}

/** Which vault, by which lens. */
export interface GetVaultArgs extends VaultArgs, LensArgs {}

/** Build the read of a vault. */
export function getVaultCall({ lens, vault }: GetVaultArgs): Call<typeof vaultFunction> {
  return callOf(vaultFunction, lens, [vault])
}

/** Everything about one vault in one call. */
export const getVaultQuery: Query<GetVaultArgs, typeof vaultFunction, VaultSummary, 'lens'> = {
  call: getVaultCall,
  filled: AT_LENS,
  result: (view) => toVaultView(view),
}

/** Which vaults, by which lens. */
export interface GetVaultsArgs extends LensArgs {
  readonly vaults: readonly Address[]
}

/** Build the read of vaults. */
export function getVaultsCall({ lens, vaults }: GetVaultsArgs): Call<typeof vaultsFunction> {
  return callOf(vaultsFunction, lens, [vaults])
}

/** Everything about many vaults in one call, in the order asked. Fails because of none of them. */
export const getVaultsQuery: Query<GetVaultsArgs, typeof vaultsFunction, VaultSummary[], 'lens'> = {
  call: getVaultsCall,
  filled: AT_LENS,
  result: (views) => views.map(toVaultView),
}

function toVaultView(view: Returned<typeof vaultFunction>): VaultSummary {
  const { roiDefined, roi, winRateDefined, winRate, strategy, ...rest } = view
  return {
    ...rest,
    roi: roiDefined ? roi : undefined,
    winRate: winRateDefined ? winRate : undefined,
    strategy: strategy as Strategy,
  }
}
