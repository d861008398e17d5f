import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { Tidemark } from './Tidemark.ts'

/** `Tidemark` with another governor than its deployer: the role is offered, and theirs once they accept it. */
export const Handover = buildModule('Handover', (m) => {
  const { exchange, vaultFactory } = m.useModule(Tidemark)
  m.call(exchange, 'transferOwnership', [m.getParameter<string>('governor')])
  return { exchange, vaultFactory }
})

export default Handover
