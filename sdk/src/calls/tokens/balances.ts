import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Query } from '../verb.ts'
import { allowanceFunction, balanceOfFunction } from './erc20.ts'

/** Whose tokens. */
export interface GetBalanceArgs {
  /** Any ERC-20; a pool, for its LP units. */
  readonly token: Address
  /** The sender by default. */
  readonly owner: Address
}

/** Whose tokens, and who may spend them. */
export interface GetAllowanceArgs extends GetBalanceArgs {
  readonly spender: Address
}

/** Build the read of a balance. */
export function getBalanceCall({ token, owner }: GetBalanceArgs): Call<typeof balanceOfFunction> {
  return callOf(balanceOfFunction, token, [owner])
}

/** Atoms of a token that somebody holds. */
export const getBalanceQuery: Query<GetBalanceArgs, typeof balanceOfFunction, bigint, 'owner'> = {
  call: getBalanceCall,
  filled: { owner: 'sender' },
  result: (atoms) => atoms,
}

/** Build the read of an allowance. */
export function getAllowanceCall({ token, owner, spender }: GetAllowanceArgs): Call<typeof allowanceFunction> {
  return callOf(allowanceFunction, token, [owner, spender])
}

/** Atoms of a token that somebody may spend for its owner. */
export const getAllowanceQuery: Query<GetAllowanceArgs, typeof allowanceFunction, bigint, 'owner'> = {
  call: getAllowanceCall,
  filled: { owner: 'sender' },
  result: (atoms) => atoms,
}
