import type { Address, Hex } from '../abi.ts'
import { callOf } from '../call.ts'
import type { Signer } from '../driver.ts'
import { eip712DomainFunction, nameFunction, noncesFunction, versionFunction } from './erc20.ts'
import type { SignedPermit } from './permit.ts'

/** Who may spend how much of which token. */
export interface SignPermitArgs extends Pick<SignedPermit, 'token' | 'spender'> {
  /** Atoms. */
  readonly amount: bigint
  /** Last second, inclusive, of chain time at which it may be used. */
  readonly deadline: bigint
  /** What the token's signatures are for, where it tells neither by ERC-5267 nor by `name()` and `version()`. */
  readonly domain?: PermitDomain
}

/** Name and version of a token's EIP-712 domain. */
export interface PermitDomain {
  readonly name: string
  readonly version: string
}

const PERMIT_TYPES = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/** Sign a permit of the sender for its next nonce. Asks the token for its domain unless told. */
export async function signPermitFlow(driver: Signer, args: SignPermitArgs): Promise<SignedPermit> {
  const { token, spender, amount: value, deadline } = args
  const owner = await driver.sender()
  const [chainId, nonce, domain] = await Promise.all([
    driver.chainId(),
    driver.read(callOf(noncesFunction, token, [owner])) as Promise<bigint>,
    args.domain ?? domainOf(driver, token),
  ])
  const signature = await driver.signTypedData({
    domain: { name: domain.name, version: domain.version, chainId, verifyingContract: token },
    types: PERMIT_TYPES,
    primaryType: 'Permit',
    message: { owner, spender, value, nonce, deadline },
  })
  return { token, owner, spender, value, deadline, ...split(signature) }
}

/** ERC-5267 where the token has it; else its name, and version 1 unless it has another. */
async function domainOf(driver: Signer, token: Address): Promise<PermitDomain> {
  try {
    const [, name, version] = (await driver.read(callOf(eip712DomainFunction, token, []))) as readonly [
      Hex,
      string,
      string,
    ]
    return { name, version }
  } catch {
    const [name, version] = (await Promise.all([
      driver.read(callOf(nameFunction, token, [])),
      driver.read(callOf(versionFunction, token, [])).catch(() => '1'),
    ])) as [string, string]
    return { name, version }
  }
}

/** `r`, `s` and `v` of 65 bytes. */
function split(signature: Hex): Pick<SignedPermit, 'v' | 'r' | 's'> {
  const v = Number(`0x${signature.slice(130, 132)}`)
  return { r: signature.slice(0, 66) as Hex, s: `0x${signature.slice(66, 130)}`, v: v < 27 ? v + 27 : v }
}
