import { epochOfFunction, makerOfFunction } from '../../abis/exchange.ts'
import { managerEpochFunction, managerFunction } from '../../abis/makerVault.ts'
import type { Address } from '../abi.ts'
import { callOf } from '../call.ts'
import type { Reader, ReadOptions } from '../driver.ts'
import { MakerKind } from '../markets/roles.ts'

/** Whether an address is a vault of the exchange: its manager signs, and its own epoch counts. */
export async function isVault(driver: Reader, exchange: Address, maker: Address, at?: ReadOptions): Promise<boolean> {
  const [, kind] = (await driver.read(callOf(makerOfFunction, exchange, [maker]), at)) as readonly [number, number]
  return kind === MakerKind.Vault
}

/** Epoch that quotes of a maker must carry. */
export async function epochOf(driver: Reader, exchange: Address, maker: Address, at?: ReadOptions): Promise<bigint> {
  const ofSigner = driver.read(callOf(epochOfFunction, exchange, [maker]), at) as Promise<bigint>
  const [epoch, vault] = await Promise.all([ofSigner, isVault(driver, exchange, maker, at)])
  if (!vault) return epoch
  return BigInt((await driver.read(callOf(managerEpochFunction, maker, []), at)) as number)
}

/** Who signs for a maker: itself, or the manager of a vault. */
export async function signerOf(driver: Reader, exchange: Address, maker: Address, at?: ReadOptions): Promise<Address> {
  if (!(await isVault(driver, exchange, maker, at))) return maker
  return (await driver.read(callOf(managerFunction, maker, []), at)) as Address
}
