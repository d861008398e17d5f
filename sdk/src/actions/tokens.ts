import type { TransactionReceipt } from 'viem'
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

/**
 * Let `spender` move up to `amount` atoms of the sender's tokens; replaces what was allowed before.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} what the token reverts with; `UnknownRevert` keeps data of errors that are not ours.
 *
 * @example
 * await approveToken(client, { token, spender: vault, amount: 1_000_000n })
 */
export const approveToken: WriteAction<ApproveTokenArgs> = /*#__PURE__*/ writeAction(approveTokenVerb)

/**
 * The same as {@link approveToken}, and wait for it.
 *
 * @throws {RevertError} as {@link approveToken}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const approveTokenSync: SyncAction<ApproveTokenArgs, ApproveTokenResult> =
  /*#__PURE__*/ syncAction(approveTokenVerb)

/**
 * Let the factory pull exactly what `createVault` or `createGridVault` with the same terms will need: one approval per
 * token that is needed, and wait for them.
 *
 * @throws {RevertError} `UnknownMarket`, `GridPriceCount`, `GridNotIncreasing`, `ZeroCellSize`, `MissingBound`,
 * `UnusedBound`, `InvalidBound`.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 *
 * @example
 * const terms = { marketId: 1, strategy, quoteAmount: 1_000_000_000n }
 * const { base, quote } = await approveVaultSync(client, terms)
 * await createVaultSync(client, terms)
 */
export const approveVaultSync: SendFlowAction<
  ApproveVaultArgs,
  ApprovedResult<TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: ApproveVaultArgs) => approveVaultFlow(driver, args))

/**
 * The same as {@link approveVaultSync}.
 *
 * @throws {RevertError} as {@link approveVaultSync}.
 *
 * @example
 * const terms = { marketId: 1, prices: [9_000n, 10_000n], sizePerCell: 10n, referencePrice: 9_500n }
 * await approveGridVaultSync(client, terms)
 * await createGridVaultSync(client, terms)
 */
export const approveGridVaultSync = approveVaultSync

/**
 * Let the factory pull exactly what `createPool` with the same terms will need: one approval per token that is needed, and
 * wait for them.
 *
 * @throws {RevertError} `UnknownMarket`, `FirstSizeTooSmall`, `MarkOutOfBounds`.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 *
 * @example
 * const cells = { prices: [9_000n, 10_000n], sizePerCell: 1_000n, referencePrice: 9_500n }
 * const terms = { marketId: 1, ...cells, name: 'My pool', symbol: 'POOL' }
 * await approvePoolSync(client, terms)
 * await createPoolSync(client, terms)
 */
export const approvePoolSync: SendFlowAction<
  ApprovePoolArgs,
  ApprovedResult<TransactionReceipt>
> = /*#__PURE__*/ sendFlowAction((driver, args: ApprovePoolArgs) => approvePoolFlow(driver, args))

/**
 * Send tokens: any ERC-20, LP units of a pool included.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} what the token reverts with.
 *
 * @example
 * await transferToken(client, { token, to: account, amount: 1_000_000n })
 */
export const transferToken: WriteAction<TransferTokenArgs> = /*#__PURE__*/ writeAction(transferTokenVerb)

/**
 * The same as {@link transferToken}, and wait for it.
 *
 * @throws {RevertError} as {@link transferToken}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const transferTokenSync: SyncAction<TransferTokenArgs, TransferTokenResult> =
  /*#__PURE__*/ syncAction(transferTokenVerb)

/**
 * Hand a permit to its token, by anyone. Not needed where an action takes `permits`.
 *
 * @returns Hash of the transaction.
 * @throws {RevertError} `InvalidPermit`, `PermitExpired`, and what the token reverts with.
 *
 * @example
 * const permit = await signPermit(client, { token, spender: vault, amount: 1_000_000n, deadline: 1_900_000_000n })
 * await permitToken(client, permit)
 */
export const permitToken: WriteAction<SignedPermit> = /*#__PURE__*/ writeAction(permitTokenVerb)

/**
 * The same as {@link permitToken}, and wait for it.
 *
 * @throws {RevertError} as {@link permitToken}.
 * @throws {TransactionRevertedError} when it was included and reverted.
 * @throws {TransactionReplacedError} when the wallet cancelled or replaced it.
 */
export const permitTokenSync: SyncAction<SignedPermit, ApproveTokenResult> = /*#__PURE__*/ syncAction(permitTokenVerb)

/**
 * Sign an ERC-2612 permit for the next nonce of the sender: an approval without a transaction. Pass it as one of `permits`
 * to a take or a creation, or to `permitToken`. Asks the token for its EIP-712 domain unless told.
 *
 * @throws {RevertError} `UnknownRevert` when the token has no permits.
 * @throws {AccountRequiredError} without an account.
 * @throws {UserRejectedError} when the wallet's user declines.
 *
 * @example
 * const permit = await signPermit(client, { token, spender: factory, amount: 1_000_000n, deadline: 1_900_000_000n })
 */
export const signPermit: FlowAction<SignPermitArgs, SignedPermit> = /*#__PURE__*/ flowAction(signPermitFlow)

/**
 * Sign an allowance by way of Uniswap's Permit2 for the sender's next nonce, for a token that the sender has approved to it once
 * (`approveToken` with `PERMIT2_ADDRESS` as spender). Pass it as one of `permits` to a take.
 *
 * @throws {RequestFailedError} on a chain without Permit2.
 * @throws {AccountRequiredError} without an account.
 * @throws {UserRejectedError} when the wallet's user declines.
 *
 * @example
 * const permit = await signPermit2(client, { token, spender: exchange, amount: 1_000_000n, expiration: 1_900_000_000n })
 */
export const signPermit2: FlowAction<SignPermit2Args, SignedPermit2> = /*#__PURE__*/ flowAction(signPermit2Flow)

/**
 * Read what Permit2 lets somebody spend for a token's owner: atoms, until when (UTC seconds), and the nonce of the next
 * signature. The token must be approved to Permit2 as well.
 *
 * @throws {RequestFailedError} on a chain without Permit2.
 *
 * @example
 * const { amount, expiration } = await getPermit2Allowance(client, { token, spender: exchange })
 */
export const getPermit2Allowance: ReadAction<GetAllowanceArgs, Permit2Allowance, 'owner'> =
  /*#__PURE__*/ readAction(getPermit2AllowanceQuery)

/**
 * Read the atoms of a token that somebody holds.
 *
 * @example
 * const atoms = await getBalance(client, { token })
 */
export const getBalance: ReadAction<GetBalanceArgs, bigint, 'owner'> = /*#__PURE__*/ readAction(getBalanceQuery)

/**
 * Read the atoms of a token that somebody may spend for its owner.
 *
 * @example
 * const atoms = await getAllowance(client, { token, spender: vault })
 */
export const getAllowance: ReadAction<GetAllowanceArgs, bigint, 'owner'> = /*#__PURE__*/ readAction(getAllowanceQuery)
