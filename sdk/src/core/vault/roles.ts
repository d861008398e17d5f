import { type LiveMark, vaultCrystallised } from './share.ts'
import { type MakerVault, stopped } from './state.ts'

/**
 * Owner or manager stops the vault. Mirrors `MakerVault.halt`.
 *
 * @example
 * vaultHalted(vault).halted // => true
 */
export function vaultHalted(vault: MakerVault): MakerVault {
  return stopped(vault)
}

/**
 * The owner replaces the manager, whose share is settled as far as it can be told. Mirrors `OwnersDesk.setManager`.
 *
 * @example
 * vaultManagerChanged(vault, ZERO_ADDRESS, undefined).manager.epoch // => 1n
 */
export function vaultManagerChanged(vault: MakerVault, account: string, mark: LiveMark): MakerVault {
  const { vault: settled } = vaultCrystallised(vault, mark)
  return vaultEpochRaised({ ...settled, manager: { ...settled.manager, account } })
}

/**
 * Owner or manager retires every quote signed before. Mirrors `MakerVault.raiseManagerEpoch`.
 *
 * @example
 * vaultEpochRaised(vault).manager.epoch // => 1n
 */
export function vaultEpochRaised(vault: MakerVault): MakerVault {
  return { ...vault, manager: { ...vault.manager, epoch: vault.manager.epoch + 1n }, events: vault.events + 1n }
}
