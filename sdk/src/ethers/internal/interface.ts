import { Interface, type InterfaceAbi } from 'ethers'
import type { Abi } from '../../calls/abi.ts'

/** An ABI as ethers takes it: the same JSON, of which its types are stricter. */
export function interfaceOf(abi: Abi): Interface {
  return new Interface(abi as InterfaceAbi)
}
