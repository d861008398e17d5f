import { requiredFundsFunction as ofVaultFunction } from '../../abis/makerVault.ts'
import { requiredFundsFunction as ofTermsFunction } from '../../abis/vaultFactory.ts'
import type { Address } from '../abi.ts'
import { callOf } from '../call.ts'
import { addressOf, type Reader, type ReadOptions } from '../driver.ts'
import type { Amounts } from '../pools/reads.ts'
import {
  type GridVaultTerms,
  type NewVaultTerms,
  toVaultParams,
  type VaultFactoryArgs,
  withStrategy,
} from './createVault.ts'

/** A vault that exists, or the terms of one that does not yet. */
export type GetRequiredFundsArgs = (
  | { readonly vault: Address }
  | ((NewVaultTerms | GridVaultTerms) & Partial<VaultFactoryArgs>)
) &
  ReadOptions

/** What a vault's resting orders need now, or what creating one would pull from its owner. Atoms. */
export async function getRequiredFundsFlow(driver: Reader, args: GetRequiredFundsArgs): Promise<Amounts> {
  const [base, quote] = (await driver.read(
    'vault' in args
      ? callOf(ofVaultFunction, args.vault, [])
      : callOf(ofTermsFunction, args.vaultFactory ?? (await addressOf(driver, 'vaultFactory')), [
          toVaultParams('strategy' in args ? args : withStrategy(args)),
        ]),
    args,
  )) as readonly [bigint, bigint]
  return { base, quote }
}
