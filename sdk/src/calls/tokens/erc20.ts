// ERC-20 and ERC-2612 as this package uses them. What is sent returns nothing here, so that tokens which return nothing can
// be approved and moved as well. Without spreads, which a bundler would keep.

const OWNER = { name: 'owner', type: 'address' } as const
const SPENDER = { name: 'spender', type: 'address' } as const
const VALUE = { name: 'value', type: 'uint256' } as const
const UINT256 = { name: '', type: 'uint256' } as const
const STRING = { name: '', type: 'string' } as const

export const approveFunction = {
  type: 'function',
  name: 'approve',
  stateMutability: 'nonpayable',
  inputs: [SPENDER, VALUE],
  outputs: [],
} as const
export const transferFunction = {
  type: 'function',
  name: 'transfer',
  stateMutability: 'nonpayable',
  inputs: [{ name: 'to', type: 'address' }, VALUE],
  outputs: [],
} as const
export const permitTokenFunction = {
  type: 'function',
  name: 'permit',
  stateMutability: 'nonpayable',
  inputs: [
    OWNER,
    SPENDER,
    VALUE,
    { name: 'deadline', type: 'uint256' },
    { name: 'v', type: 'uint8' },
    { name: 'r', type: 'bytes32' },
    { name: 's', type: 'bytes32' },
  ],
  outputs: [],
} as const
export const balanceOfFunction = {
  type: 'function',
  name: 'balanceOf',
  stateMutability: 'view',
  inputs: [OWNER],
  outputs: [UINT256],
} as const
export const allowanceFunction = {
  type: 'function',
  name: 'allowance',
  stateMutability: 'view',
  inputs: [OWNER, SPENDER],
  outputs: [UINT256],
} as const
export const noncesFunction = {
  type: 'function',
  name: 'nonces',
  stateMutability: 'view',
  inputs: [OWNER],
  outputs: [UINT256],
} as const
export const decimalsFunction = {
  type: 'function',
  name: 'decimals',
  stateMutability: 'view',
  inputs: [],
  outputs: [{ name: '', type: 'uint8' }],
} as const
export const nameFunction = {
  type: 'function',
  name: 'name',
  stateMutability: 'view',
  inputs: [],
  outputs: [STRING],
} as const
export const versionFunction = {
  type: 'function',
  name: 'version',
  stateMutability: 'view',
  inputs: [],
  outputs: [STRING],
} as const
/** ERC-5267: which domain a token's signatures are for. */
export const eip712DomainFunction = {
  type: 'function',
  name: 'eip712Domain',
  stateMutability: 'view',
  inputs: [],
  outputs: [
    { name: 'fields', type: 'bytes1' },
    { name: 'name', type: 'string' },
    { name: 'version', type: 'string' },
    { name: 'chainId', type: 'uint256' },
    { name: 'verifyingContract', type: 'address' },
    { name: 'salt', type: 'bytes32' },
    { name: 'extensions', type: 'uint256[]' },
  ],
} as const
export const approvalEvent = {
  type: 'event',
  name: 'Approval',
  inputs: [
    { name: 'owner', type: 'address', indexed: true },
    { name: 'spender', type: 'address', indexed: true },
    VALUE,
  ],
} as const
export const transferEvent = {
  type: 'event',
  name: 'Transfer',
  inputs: [{ name: 'from', type: 'address', indexed: true }, { name: 'to', type: 'address', indexed: true }, VALUE],
} as const
