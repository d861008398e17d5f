// ERC-20 and ERC-2612 as this package uses them. What is sent returns nothing here, so that tokens which return nothing can
// be approved and moved as well.

const OWNER = { name: 'owner', type: 'address' } as const
const SPENDER = { name: 'spender', type: 'address' } as const
const TO = { name: 'to', type: 'address' } as const
const AMOUNT = { name: 'amount', type: 'uint256' } as const
const UINT256 = { name: '', type: 'uint256' } as const
const SENT = { type: 'function', stateMutability: 'nonpayable', outputs: [] } as const
const ASKED = { type: 'function', stateMutability: 'view', outputs: [UINT256] } as const

export const approveFunction = { ...SENT, name: 'approve', inputs: [SPENDER, AMOUNT] } as const
export const transferFunction = { ...SENT, name: 'transfer', inputs: [TO, AMOUNT] } as const
export const permitTokenFunction = {
  ...SENT,
  name: 'permit',
  inputs: [
    OWNER,
    SPENDER,
    { name: 'value', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
    { name: 'v', type: 'uint8' },
    { name: 'r', type: 'bytes32' },
    { name: 's', type: 'bytes32' },
  ],
} as const
export const balanceOfFunction = { ...ASKED, name: 'balanceOf', inputs: [OWNER] } as const
export const allowanceFunction = { ...ASKED, name: 'allowance', inputs: [OWNER, SPENDER] } as const
export const noncesFunction = { ...ASKED, name: 'nonces', inputs: [OWNER] } as const
export const decimalsFunction = {
  ...ASKED,
  name: 'decimals',
  inputs: [],
  outputs: [{ name: '', type: 'uint8' }],
} as const
export const nameFunction = { ...ASKED, name: 'name', inputs: [], outputs: [{ name: '', type: 'string' }] } as const
export const versionFunction = { ...nameFunction, name: 'version' } as const
/** ERC-5267: which domain a token's signatures are for. */
export const eip712DomainFunction = {
  ...ASKED,
  name: 'eip712Domain',
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
    { ...OWNER, indexed: true },
    { ...SPENDER, indexed: true },
    { name: 'value', type: 'uint256' },
  ],
} as const
export const transferEvent = {
  type: 'event',
  name: 'Transfer',
  inputs: [
    { name: 'from', type: 'address', indexed: true },
    { ...TO, indexed: true },
    { name: 'value', type: 'uint256' },
  ],
} as const
