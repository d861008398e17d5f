import { permitFunction } from '../../abis/exchange.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Verb } from '../verb.ts'
import type { ApproveTokenResult } from './approveToken.ts'
import { approvalEvent, permitTokenFunction } from './erc20.ts'

/** An ERC-2612 permit: an approval that costs its owner no transaction. */
export interface SignedPermit {
  readonly token: Address
  readonly owner: Address
  /** The exchange, a factory, a vault, a pool, or anyone. */
  readonly spender: Address
  /** Atoms. */
  readonly value: bigint
  /** Last second, inclusive, of chain time at which it may be used. */
  readonly deadline: bigint
  readonly v: number
  readonly r: Hex
  readonly s: Hex
}

/** Permits to use in the same transaction, before it: then nothing has to be approved. */
export interface PermitsOption {
  /** Of the sender, for the contract that is called. One that fails is passed over: what counts is the allowance. */
  readonly permits?: readonly SignedPermit[]
}

/**
 * Build the call by which the exchange or a factory uses its caller's permit, for `multicall`. A permit that fails is passed
 * over. Mirrors `SelfPermit.permit`.
 *
 * @example
 * const permit = await signPermit(client, { token, spender: exchange, amount: 1_000_000n, deadline: 1_900_000_000n })
 * const calls = [permitCall(permit), takeQuoteCall({ ...signed, exchange, recipient: account, side: Side.Ask, size: 5n })]
 * await multicallSync(client, { target: exchange, calls })
 */
export function permitCall({
  token,
  spender,
  value,
  deadline,
  v,
  r,
  s,
}: Omit<SignedPermit, 'owner'>): Call<typeof permitFunction> {
  return callOf(permitFunction, spender, [token, value, deadline, v, r, s])
}

/** Build the call that hands a permit to its token, by anyone. */
export function permitTokenCall({
  token,
  owner,
  spender,
  value,
  deadline,
  v,
  r,
  s,
}: SignedPermit): Call<typeof permitTokenFunction> {
  return callOf(permitTokenFunction, token, [owner, spender, value, deadline, v, r, s])
}

/** {@link permitTokenCall}, and the event it leaves. */
export const permitTokenVerb: Verb<SignedPermit, ApproveTokenResult> = {
  call: permitTokenCall,
  result: (events, { address }) => events.one(approvalEvent, address),
}
