import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'

/**
 * Exchange and vault factory, wired to each other.
 *
 * The deployer governs at first, because wiring needs the governor; `Handover` then offers the role to whoever shall
 * have it. Addresses follow from the deployer and its nonces, so on a fresh devnet they are always the same.
 */
export const Tidemark = buildModule('Tidemark', (m) => {
  const exchange = m.contract('Exchange', [m.getAccount(0)])
  const vaultFactory = m.contract('VaultFactory', [exchange])
  m.call(exchange, 'setVaultFactory', [vaultFactory])
  return { exchange, vaultFactory }
})

export default Tidemark
