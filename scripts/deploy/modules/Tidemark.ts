import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { rebateDefaults } from '../defaults.ts'

/** `MakerKind` of those whom a factory makes. */
const VAULT = 1
const POOL = 2

/**
 * Exchange, both factories and the lens, wired to each other.
 *
 * The deployer governs at first, because wiring and markets need the governor; `Venue` then offers the role to whoever
 * shall have it. One after the other, so that addresses follow from the deployer and its nonces: on a fresh devnet they are
 * always the same.
 */
export const Tidemark = buildModule('Tidemark', (m) => {
  const exchange = m.contract('Exchange', [
    m.getAccount(0),
    m.getParameter('periodLength', rebateDefaults.periodLength),
    m.getParameter('rebateThresholds', [...rebateDefaults.rebateThresholds]),
    m.getParameter('rebateRatesBps', [...rebateDefaults.rebateRatesBps]),
  ])
  const vaultFactory = m.contract('VaultFactory', [exchange])
  const poolFactory = m.contract('PoolFactory', [exchange], { after: [vaultFactory] })
  const lens = m.contract('Lens', [exchange], { after: [poolFactory] })
  const vaults = m.call(exchange, 'setFactory', [VAULT, vaultFactory], { id: 'vaults', after: [lens] })
  m.call(exchange, 'setFactory', [POOL, poolFactory], { id: 'pools', after: [vaults] })
  return { exchange, vaultFactory, poolFactory, lens }
})

export default Tidemark
