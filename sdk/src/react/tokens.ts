import type { TransactionReceipt } from 'viem'
import {
  approvePoolSync,
  approveTokenSync,
  approveVaultSync,
  getAllowance,
  getBalance,
  getPermit2Allowance,
  permitTokenSync,
  signPermit,
  signPermit2,
  transferTokenSync,
} from '../actions/tokens.ts'
import type { ApprovedResult, ApprovePoolArgs, ApproveVaultArgs } from '../calls/tokens/approveFor.ts'
import type { ApproveTokenArgs, ApproveTokenResult } from '../calls/tokens/approveToken.ts'
import type { GetAllowanceArgs, GetBalanceArgs } from '../calls/tokens/balances.ts'
import type { SignedPermit } from '../calls/tokens/permit.ts'
import type { Permit2Allowance, SignedPermit2, SignPermit2Args } from '../calls/tokens/permit2.ts'
import type { SignPermitArgs } from '../calls/tokens/signPermit.ts'
import type { TransferTokenArgs, TransferTokenResult } from '../calls/tokens/transferToken.ts'
import { mutationHook, type SendHook, type SignHook, type WriteHook } from './internal/useTidemarkMutation.ts'
import { queryHook, type ReadHook } from './internal/useTidemarkQuery.ts'

/** Let `spender` move up to `amount` atoms of the sender's tokens; replaces what was allowed before. A mutation that waits: see `approveTokenSync`. */
export const useApproveToken: WriteHook<ApproveTokenArgs, ApproveTokenResult> =
  /*#__PURE__*/ mutationHook(approveTokenSync)

/** Let the factory pull exactly what `createVault` or `createGridVault` with the same terms will need: one approval per token that is needed, and wait for them. A mutation that waits: see `approveVaultSync`. */
export const useApproveVault: SendHook<
  ApproveVaultArgs,
  ApprovedResult<TransactionReceipt>
> = /*#__PURE__*/ mutationHook(approveVaultSync)

/** Let the factory pull exactly what `createPool` with the same terms will need: one approval per token that is needed, and wait for them. A mutation that waits: see `approvePoolSync`. */
export const useApprovePool: SendHook<ApprovePoolArgs, ApprovedResult<TransactionReceipt>> = /*#__PURE__*/ mutationHook(
  approvePoolSync,
)

/** Send tokens: any ERC-20, LP units of a pool included. A mutation that waits: see `transferTokenSync`. */
export const useTransferToken: WriteHook<TransferTokenArgs, TransferTokenResult> =
  /*#__PURE__*/ mutationHook(transferTokenSync)

/** Hand a permit to its token, by anyone. A mutation that waits: see `permitTokenSync`. */
export const usePermitToken: WriteHook<SignedPermit, ApproveTokenResult> = /*#__PURE__*/ mutationHook(permitTokenSync)

/** Sign an ERC-2612 permit for the next nonce of the sender: an approval without a transaction. A mutation: see `signPermit`. */
export const useSignPermit: SignHook<SignPermitArgs, SignedPermit> = /*#__PURE__*/ mutationHook(signPermit)

/** Sign an allowance by way of Uniswap's Permit2 for the sender's next nonce. A mutation: see `signPermit2`. */
export const useSignPermit2: SignHook<SignPermit2Args, SignedPermit2> = /*#__PURE__*/ mutationHook(signPermit2)

/** Read what Permit2 lets somebody spend for a token's owner. See `getPermit2Allowance`. */
export const usePermit2Allowance: ReadHook<GetAllowanceArgs, Permit2Allowance, 'owner'> = /*#__PURE__*/ queryHook(
  'getPermit2Allowance',
  getPermit2Allowance,
)

/** Read the atoms of a token that somebody holds. See `getBalance`. */
export const useTokenBalance: ReadHook<GetBalanceArgs, bigint, 'owner'> = /*#__PURE__*/ queryHook(
  'getBalance',
  getBalance,
)

/** Read the atoms of a token that somebody may spend for its owner. See `getAllowance`. */
export const useTokenAllowance: ReadHook<GetAllowanceArgs, bigint, 'owner'> = /*#__PURE__*/ queryHook(
  'getAllowance',
  getAllowance,
)
