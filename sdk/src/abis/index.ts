// Generated
export { exchangeAbi } from './exchange.ts'
export { makerVaultAbi } from './makerVault.ts'
export { vaultFactoryAbi } from './vaultFactory.ts'
export { liquidityPoolAbi } from './liquidityPool.ts'
export { poolFactoryAbi } from './poolFactory.ts'
export { testTokenAbi } from './testToken.ts'
