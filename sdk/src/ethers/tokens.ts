// Documented in full with the action of the same name in `../actions`.
import {
  type ApprovePoolArgs,
  type ApproveVaultArgs,
  approvePoolFlow,
  approveVaultFlow,
} from '../calls/tokens/approveFor.ts'
import { approveTokenVerb } from '../calls/tokens/approveToken.ts'
import { getAllowanceQuery, getBalanceQuery } from '../calls/tokens/balances.ts'
import { permitTokenVerb } from '../calls/tokens/permit.ts'
import { signPermitFlow } from '../calls/tokens/signPermit.ts'
import { transferTokenVerb } from '../calls/tokens/transferToken.ts'
import { flowAction, readAction, sendFlowAction, syncAction, writeAction } from './internal/action.ts'

/** Let `spender` move up to `amount` atoms of the sender's tokens. */
export const approveToken = /*#__PURE__*/ writeAction(approveTokenVerb)
/** The same as {@link approveToken}, and wait for it. */
export const approveTokenSync = /*#__PURE__*/ syncAction(approveTokenVerb)

/** Let the factory pull exactly what `createVault` or `createGridVault` with the same terms will need: one approval per token that is needed, and wait for them. */
export const approveVaultSync = /*#__PURE__*/ sendFlowAction((driver, args: ApproveVaultArgs) =>
  approveVaultFlow(driver, args),
)

/** The same as {@link approveVaultSync}. */
export const approveGridVaultSync = approveVaultSync

/** Let the factory pull exactly what `createPool` with the same terms will need: one approval per token that is needed, and wait for them. */
export const approvePoolSync = /*#__PURE__*/ sendFlowAction((driver, args: ApprovePoolArgs) =>
  approvePoolFlow(driver, args),
)

/** Send tokens: any ERC-20, LP units of a pool included. */
export const transferToken = /*#__PURE__*/ writeAction(transferTokenVerb)
/** The same as {@link transferToken}, and wait for it. */
export const transferTokenSync = /*#__PURE__*/ syncAction(transferTokenVerb)

/** Hand a permit to its token, by anyone. */
export const permitToken = /*#__PURE__*/ writeAction(permitTokenVerb)
/** The same as {@link permitToken}, and wait for it. */
export const permitTokenSync = /*#__PURE__*/ syncAction(permitTokenVerb)

/** Sign an ERC-2612 permit for the next nonce of the sender: an approval without a transaction. */
export const signPermit = /*#__PURE__*/ flowAction(signPermitFlow)

/** Read the atoms of a token that somebody holds. */
export const getBalance = /*#__PURE__*/ readAction(getBalanceQuery)

/** Read the atoms of a token that somebody may spend for its owner. */
export const getAllowance = /*#__PURE__*/ readAction(getAllowanceQuery)
