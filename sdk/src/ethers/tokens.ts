// Documented in full with the action of the same name in `../actions`.
import type { TransactionReceipt } from 'ethers'
import {
  type ApprovedResult,
  type ApprovePoolArgs,
  type ApproveVaultArgs,
  approvePoolFlow,
  approveVaultFlow,
} from '../calls/tokens/approveFor.ts'
import { type ApproveTokenArgs, type ApproveTokenResult, approveTokenVerb } from '../calls/tokens/approveToken.ts'
import {
  type GetAllowanceArgs,
  type GetBalanceArgs,
  getAllowanceQuery,
  getBalanceQuery,
} from '../calls/tokens/balances.ts'
import { permitTokenVerb, type SignedPermit } from '../calls/tokens/permit.ts'
import {
  getPermit2AllowanceQuery,
  type Permit2Allowance,
  type SignedPermit2,
  type SignPermit2Args,
  signPermit2Flow,
} from '../calls/tokens/permit2.ts'
import { type SignPermitArgs, signPermitFlow } from '../calls/tokens/signPermit.ts'
import { type TransferTokenArgs, type TransferTokenResult, transferTokenVerb } from '../calls/tokens/transferToken.ts'
import {
  type FlowAction,
  flowAction,
  type ReadAction,
  readAction,
  type SendFlowAction,
  type SyncAction,
  sendFlowAction,
  syncAction,
  type WriteAction,
  writeAction,
} from './internal/action.ts'

/** Let `spender` move up to `amount` atoms of the sender's tokens. */
export const approveToken: WriteAction<ApproveTokenArgs> = /*#__PURE__*/ writeAction(approveTokenVerb)
/** The same as {@link approveToken}, and wait for it. */
export const approveTokenSync: SyncAction<ApproveTokenArgs, ApproveTokenResult> =
  /*#__PURE__*/ syncAction(approveTokenVerb)

/** Let the factory pull exactly what `createVault` or `createGridVault` with the same terms will need: one approval per token that is needed, and wait for them. */
export const approveVaultSync: SendFlowAction<
  ApproveVaultArgs,
  ApprovedResult<TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: ApproveVaultArgs) => approveVaultFlow(driver, args))

/** The same as {@link approveVaultSync}. */
export const approveGridVaultSync = approveVaultSync

/** Let the factory pull exactly what `createPool` with the same terms will need: one approval per token that is needed, and wait for them. */
export const approvePoolSync: SendFlowAction<
  ApprovePoolArgs,
  ApprovedResult<TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: ApprovePoolArgs) => approvePoolFlow(driver, args))

/** Send tokens: any ERC-20, LP units of a pool included. */
export const transferToken: WriteAction<TransferTokenArgs> = /*#__PURE__*/ writeAction(transferTokenVerb)
/** The same as {@link transferToken}, and wait for it. */
export const transferTokenSync: SyncAction<TransferTokenArgs, TransferTokenResult> =
  /*#__PURE__*/ syncAction(transferTokenVerb)

/** Hand a permit to its token, by anyone. */
export const permitToken: WriteAction<SignedPermit> = /*#__PURE__*/ writeAction(permitTokenVerb)
/** The same as {@link permitToken}, and wait for it. */
export const permitTokenSync: SyncAction<SignedPermit, ApproveTokenResult> = /*#__PURE__*/ syncAction(permitTokenVerb)

/** Sign an ERC-2612 permit for the next nonce of the sender: an approval without a transaction. */
export const signPermit: FlowAction<SignPermitArgs, SignedPermit> = /*#__PURE__*/ flowAction(signPermitFlow)

/** Sign an allowance by way of Uniswap's Permit2 for the sender's next nonce. */
export const signPermit2: FlowAction<SignPermit2Args, SignedPermit2> = /*#__PURE__*/ flowAction(signPermit2Flow)

/** Read what Permit2 lets somebody spend for a token's owner: atoms, until when, and the nonce of the next signature. */
export const getPermit2Allowance: ReadAction<GetAllowanceArgs, Permit2Allowance, 'owner'> =
  /*#__PURE__*/ readAction(getPermit2AllowanceQuery)

/** Read the atoms of a token that somebody holds. */
export const getBalance: ReadAction<GetBalanceArgs, bigint, 'owner'> = /*#__PURE__*/ readAction(getBalanceQuery)

/** Read the atoms of a token that somebody may spend for its owner. */
export const getAllowance: ReadAction<GetAllowanceArgs, bigint, 'owner'> = /*#__PURE__*/ readAction(getAllowanceQuery)
