import type { HardhatPlugin } from 'hardhat/types/plugins'

/**
 * Solidity tests deploy the artifacts of what they test. So of the contracts they import only the interfaces are wanted: code
 * for them, made anew with the settings of tests, would take minutes.
 */
export const leanTests: HardhatPlugin = {
  id: 'tidemark-lean-tests',
  hookHandlers: { solidity: () => import('./lean-tests-hooks.ts') },
}
