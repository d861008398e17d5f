import {
  headroomFunction,
  owedToFunction,
  profitShareFunction,
  statsFunction,
  strategyFunction,
  strategyStateFunction,
} from '../../abis/makerVault.ts'
import { encodeStrategyFunction, predictVaultFunction } from '../../abis/vaultFactory.ts'
import type { Strategy } from '../../core/strategy.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Query } from '../verb.ts'
import {
  AT_VAULT_FACTORY,
  type GridVaultTerms,
  type NewVaultTerms,
  toVaultParams,
  type VaultFactoryArgs,
  withStrategy,
} from './createVault.ts'
import type { VaultArgs } from './place.ts'

/** Everything a vault knows about its record. Money in quote atoms, sizes in lots. */
export interface VaultRecord {
  /** Lots held by the position. */
  readonly baseLots: bigint
  /** What those lots cost. */
  readonly cost: bigint
  /** Proceeds less average cost over everything sold, and rebates; signed. */
  readonly realisedPnl: bigint
  /** Ever deposited, base at its entry cost. */
  readonly contributed: bigint
  /** Fills that reduced the position; `wins` of them at a profit. */
  readonly trips: bigint
  readonly wins: bigint
  /** Fills of the grid on either side, the last `seq`. */
  readonly fills: bigint
  /** Events of its own so far, the last `eventSeq`. */
  readonly events: bigint
  /** Lots sold since the bottom of the grid. */
  readonly cursor: bigint
  /** `OneShot` grids: lots below it are still bid for. */
  readonly bidCursor: bigint
  /** Whether the vault refuses fills. */
  readonly halted: boolean
}

/** Build the read of a vault's record. */
export function getVaultStatsCall({ vault }: VaultArgs): Call<typeof statsFunction> {
  return callOf(statsFunction, vault, [])
}

/** A vault's record in one call. */
export const getVaultStatsQuery: Query<VaultArgs, typeof statsFunction, VaultRecord> = {
  call: getVaultStatsCall,
  result: (stats) => stats,
}

/** Build the read of a vault's strategy. */
export function getStrategyCall({ vault }: VaultArgs): Call<typeof strategyFunction> {
  return callOf(strategyFunction, vault, [])
}

/** The strategy in force, prices unpacked. */
export const getStrategyQuery: Query<VaultArgs, typeof strategyFunction, Strategy> = {
  call: getStrategyCall,
  result: (strategy) => strategy as Strategy,
}

/** Build the read of what `setStrategy` expects. */
export function getStrategyStateCall({ vault }: VaultArgs): Call<typeof strategyStateFunction> {
  return callOf(strategyStateFunction, vault, [])
}

/** A number that changes with every fill, strategy change and switch: what `setStrategy` expects. */
export const getStrategyStateQuery: Query<VaultArgs, typeof strategyStateFunction, bigint> = {
  call: getStrategyStateCall,
  result: (state) => state,
}

/** What limits leave, in quote atoms; 2^256 - 1 where there is no limit. */
export interface Headroom {
  readonly outflow: bigint
  readonly turnover: bigint
  readonly hedgeCost: bigint
  /** How far PnL may still fall before the vault halts. */
  readonly drawdown: bigint
}

/** Build the read of what limits leave. */
export function getHeadroomCall({ vault }: VaultArgs): Call<typeof headroomFunction> {
  return callOf(headroomFunction, vault, [])
}

/** What limits leave now. */
export const getHeadroomQuery: Query<VaultArgs, typeof headroomFunction, Headroom> = {
  call: getHeadroomCall,
  result: ([outflow, turnover, hedgeCost, drawdown]) => ({ outflow, turnover, hedgeCost, drawdown }),
}

/** Profit share of a vault. Quote atoms. */
export interface ProfitShareState {
  /** The manager's share of profit above the high-water mark, in 1/10 000. */
  readonly shareBps: number
  /** Highest profit on which the share was accrued; signed. */
  readonly highWaterMark: bigint
  /** Set aside for managers, present and former; not the owner's to withdraw. */
  readonly owed: bigint
  /** Accrued for the present manager and not covered yet; not set aside. */
  readonly carried: bigint
}

/** Build the read of a vault's profit share. */
export function getProfitShareCall({ vault }: VaultArgs): Call<typeof profitShareFunction> {
  return callOf(profitShareFunction, vault, [])
}

/** Rate, mark, what is set aside and what is carried. */
export const getProfitShareQuery: Query<VaultArgs, typeof profitShareFunction, ProfitShareState> = {
  call: getProfitShareCall,
  result: (share) => share,
}

/** What which manager is owed. */
export interface GetOwedArgs extends VaultArgs {
  /** The sender by default. */
  readonly manager: Address
}

/** Build the read of what is set aside for one manager. */
export function getOwedCall({ vault, manager }: GetOwedArgs): Call<typeof owedToFunction> {
  return callOf(owedToFunction, vault, [manager])
}

/** Quote atoms set aside for one manager. */
export const getOwedQuery: Query<GetOwedArgs, typeof owedToFunction, bigint, 'manager'> = {
  call: getOwedCall,
  filled: { manager: 'sender' },
  result: (atoms) => atoms,
}

/** Terms of a vault to come, where, and whose. */
export interface PredictVaultArgs extends NewVaultTerms, VaultFactoryArgs {
  /** The sender by default. */
  readonly owner: Address
}

/** Build the read of a vault's address to come. */
export function predictVaultCall(args: PredictVaultArgs): Call<typeof predictVaultFunction> {
  return callOf(predictVaultFunction, args.vaultFactory, [args.owner, toVaultParams(args)])
}

/** Address that a vault with these terms will have. */
export const predictVaultQuery: Query<
  PredictVaultArgs,
  typeof predictVaultFunction,
  Address,
  'vaultFactory' | 'owner'
> = {
  call: predictVaultCall,
  filled: { vaultFactory: 'vaultFactory', owner: 'sender' },
  result: (vault) => vault,
}

/** Terms of a grid vault to come, where, and whose. */
export interface PredictGridVaultArgs extends GridVaultTerms, VaultFactoryArgs {
  /** The sender by default. */
  readonly owner: Address
}

/** Address that a grid vault with these terms will have. */
export const predictGridVaultQuery: Query<
  PredictGridVaultArgs,
  typeof predictVaultFunction,
  Address,
  'vaultFactory' | 'owner'
> = {
  call: (args) => predictVaultCall(withStrategy(args)),
  filled: { vaultFactory: 'vaultFactory', owner: 'sender' },
  result: (vault) => vault,
}

/** A strategy for a market. */
export interface CheckStrategyTermsArgs extends VaultFactoryArgs {
  readonly strategy: Strategy
  readonly marketId: number
}

/** A strategy that would be accepted. */
export interface CheckStrategyTermsResult {
  /** As vaults keep it; `core` makes the same with `encodeStrategy`. */
  readonly packed: Hex
  /** Where its grid starts. */
  readonly cursor: bigint
}

/** Build the read that checks a strategy. */
export function checkStrategyTermsCall(args: CheckStrategyTermsArgs): Call<typeof encodeStrategyFunction> {
  return callOf(encodeStrategyFunction, args.vaultFactory, [args.strategy, args.marketId])
}

/** Whether a strategy would be accepted on a market, and how vaults keep it. */
export const checkStrategyTermsQuery: Query<
  CheckStrategyTermsArgs,
  typeof encodeStrategyFunction,
  CheckStrategyTermsResult,
  'vaultFactory'
> = {
  call: checkStrategyTermsCall,
  filled: AT_VAULT_FACTORY,
  result: ([packed, cursor]) => ({ packed, cursor }),
}
