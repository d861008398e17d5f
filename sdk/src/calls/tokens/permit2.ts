import { permit2Function } from '../../abis/exchange.ts'
import type { Address, Hex } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Signer } from '../driver.ts'
import type { Query } from '../verb.ts'
import type { GetAllowanceArgs } from './balances.ts'
import type { SignedPermit } from './permit.ts'

/** Uniswap's Permit2, at one address on almost every chain. A token is approved to it once: `approveToken` with this as `spender`. */
export const PERMIT2_ADDRESS = '0x000000000022D473030F116dDEE9F6B43aC78BA3'

/** An allowance by way of Permit2, for a token that its owner has approved to it: no transaction, and an end. */
export interface SignedPermit2 extends Pick<SignedPermit, 'token' | 'owner' | 'spender' | 'deadline'> {
  /** Atoms; 2^160 - 1 is never used up. */
  readonly amount: bigint
  /** Last second, inclusive, of chain time at which the allowance can be spent. */
  readonly expiration: bigint
  /** Next one that Permit2 has for owner, token and spender. */
  readonly nonce: number
  readonly signature: Hex
}

/** Permits to use in the same transaction as a take, before it: then the exchange needs no approval. */
export interface TakePermitsOption {
  /** Of the sender, for the exchange. One that fails is passed over: what counts is the allowance. */
  readonly permits?: readonly (SignedPermit | SignedPermit2)[]
}

/** What is allowed by way of Permit2. */
export interface Permit2Allowance {
  /** Atoms; 2^160 - 1 is never used up. */
  readonly amount: bigint
  /** Last second, inclusive, of chain time at which it can be spent. */
  readonly expiration: bigint
  /** Nonce of the next signature. */
  readonly nonce: number
}

/** Whom to let spend how much of which token, until when. */
export interface SignPermit2Args extends Pick<SignedPermit2, 'token' | 'spender' | 'amount' | 'expiration'> {
  /** Last second, inclusive, of chain time at which the signature may be used; `expiration` by default. */
  readonly deadline?: bigint
}

const allowanceFunction = {
  type: 'function',
  name: 'allowance',
  stateMutability: 'view',
  inputs: [
    { name: 'owner', type: 'address' },
    { name: 'token', type: 'address' },
    { name: 'spender', type: 'address' },
  ],
  outputs: [
    { name: 'amount', type: 'uint160' },
    { name: 'expiration', type: 'uint48' },
    { name: 'nonce', type: 'uint48' },
  ],
} as const

const PERMIT2_TYPES = {
  PermitSingle: [
    { name: 'details', type: 'PermitDetails' },
    { name: 'spender', type: 'address' },
    { name: 'sigDeadline', type: 'uint256' },
  ],
  PermitDetails: [
    { name: 'token', type: 'address' },
    { name: 'amount', type: 'uint160' },
    { name: 'expiration', type: 'uint48' },
    { name: 'nonce', type: 'uint48' },
  ],
} as const

/**
 * Build the call by which the exchange uses its caller's allowance of Permit2, for `multicall`. One that fails is passed over.
 *
 * @example
 * const permit = await signPermit2(client, { token, spender: exchange, amount: 1_000_000n, expiration: 1_900_000_000n })
 * const calls = [permit2Call(permit), takeQuoteCall({ ...signed, exchange, recipient: account, side: Side.Ask, size: 5n })]
 * await multicallSync(client, { target: exchange, calls })
 */
export function permit2Call({
  token,
  spender,
  amount,
  expiration,
  nonce,
  deadline,
  signature,
}: Omit<SignedPermit2, 'owner'>): Call<typeof permit2Function> {
  return callOf(permit2Function, spender, [token, amount, Number(expiration), nonce, deadline, signature])
}

/** Build the read of what Permit2 lets somebody spend. */
export function getPermit2AllowanceCall({ token, owner, spender }: GetAllowanceArgs): Call<typeof allowanceFunction> {
  return callOf(allowanceFunction, PERMIT2_ADDRESS, [owner, token, spender])
}

/** What Permit2 lets somebody spend. */
export const getPermit2AllowanceQuery: Query<GetAllowanceArgs, typeof allowanceFunction, Permit2Allowance, 'owner'> = {
  call: getPermit2AllowanceCall,
  filled: { owner: 'sender' },
  // Each library has its own idea of small integers.
  result: ([amount, expiration, nonce]) => ({ amount, expiration: BigInt(expiration), nonce: Number(nonce) }),
}

/** Sign an allowance of the sender for its next nonce. */
export async function signPermit2Flow(driver: Signer, args: SignPermit2Args): Promise<SignedPermit2> {
  const { token, spender, amount, expiration, deadline = expiration } = args
  const owner: Address = await driver.sender()
  const [chainId, allowance] = await Promise.all([
    driver.chainId(),
    driver.read(getPermit2AllowanceCall({ token, owner, spender })) as Promise<readonly [bigint, unknown, unknown]>,
  ])
  const nonce = Number(allowance[2])
  const signature = await driver.signTypedData({
    domain: { name: 'Permit2', chainId, verifyingContract: PERMIT2_ADDRESS },
    types: PERMIT2_TYPES,
    primaryType: 'PermitSingle',
    message: { details: { token, amount, expiration, nonce }, spender, sigDeadline: deadline },
  })
  return { token, owner, spender, amount, expiration, nonce, deadline, signature }
}
