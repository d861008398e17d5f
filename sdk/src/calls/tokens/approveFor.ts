import type { Address } from '../abi.ts'
import { addressOf, answer, type Reader, type Sender } from '../driver.ts'
import { getMarketFlow } from '../markets/getMarket.ts'
import type { CreatePoolArgs } from '../pools/createPool.ts'
import { type Amounts, previewCreatePoolQuery } from '../pools/reads.ts'
import type { GridVaultTerms, NewVaultTerms } from '../vaults/createVault.ts'
import { getRequiredFundsFlow } from '../vaults/getRequiredFunds.ts'
import type { Fillable } from '../verb.ts'
import { approveTokenCall } from './approveToken.ts'

/** Where the exchange and the vault factory are; the known deployment on the chain by default. */
export interface VaultPlace {
  readonly exchange?: Address
  readonly vaultFactory?: Address
}

/** What was approved, in atoms: exactly what creation will pull. */
export interface ApprovedResult<receipt> extends Amounts {
  readonly receipts: receipt[]
}

/** Terms of the vault to come. */
export type ApproveVaultArgs = (NewVaultTerms | GridVaultTerms) & VaultPlace

/** Let the factory pull exactly what creating the vault will need: one approval per token that is needed. */
export async function approveVaultFlow<receipt>(
  driver: Reader & Sender<receipt>,
  args: ApproveVaultArgs,
): Promise<ApprovedResult<receipt>> {
  const spender = args.vaultFactory ?? (await addressOf(driver, 'vaultFactory'))
  const needed = await getRequiredFundsFlow(driver, { ...args, vaultFactory: spender })
  return approveBoth(driver, args, spender, needed)
}

/** Terms of the pool to come. */
export type ApprovePoolArgs = Fillable<CreatePoolArgs, 'poolFactory'> & Pick<VaultPlace, 'exchange'>

/** Let the factory pull exactly what creating the pool will need: one approval per token that is needed. */
export async function approvePoolFlow<receipt>(
  driver: Reader & Sender<receipt>,
  args: ApprovePoolArgs,
): Promise<ApprovedResult<receipt>> {
  const poolFactory = args.poolFactory ?? (await addressOf(driver, 'poolFactory'))
  const { base, quote } = await answer(driver, previewCreatePoolQuery, { ...args, poolFactory })
  return approveBoth(driver, args, poolFactory, { base, quote })
}

async function approveBoth<receipt>(
  driver: Reader & Sender<receipt>,
  args: { readonly marketId: number; readonly exchange?: Address },
  spender: Address,
  needed: Amounts,
): Promise<ApprovedResult<receipt>> {
  const market = await getMarketFlow(driver, args)
  const receipts: receipt[] = []
  for (const side of ['base', 'quote'] as const) {
    if (needed[side] === 0n) continue
    const call = approveTokenCall({ token: market[side], spender, amount: needed[side] })
    const { receipt } = await driver.sendSync(call)
    receipts.push(receipt)
  }
  return { ...needed, receipts }
}
