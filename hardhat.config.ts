import { createRequire } from 'node:module'
import toolbox from '@nomicfoundation/hardhat-toolbox-mocha-ethers'
import viem from '@nomicfoundation/hardhat-viem'
import { defineConfig } from 'hardhat/config'

const require = createRequire(import.meta.url)

export default defineConfig({
  plugins: [toolbox, viem],
  solidity: {
    version: '0.8.37',
    path: require.resolve('solc/soljson.js'),
    settings: {
      evmVersion: 'cancun',
      viaIR: true,
      optimizer: { enabled: true, runs: 10_000 },
      metadata: { bytecodeHash: 'none' },
    },
  },
  paths: {
    sources: 'contracts',
    tests: { solidity: 'test/contracts', mocha: 'test/contracts' },
    ignition: 'scripts/deploy',
  },
  test: {
    solidity: {
      fuzz: { runs: 2_000, seed: '0x7469' },
      invariant: { runs: 64, depth: 200, failOnRevert: false },
    },
  },
  networks: {
    default: { type: 'edr-simulated', hardfork: 'cancun' },
    localhost: { type: 'http', url: 'http://127.0.0.1:8545' },
  },
})
