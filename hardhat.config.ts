import { globSync } from 'node:fs'
import { createRequire } from 'node:module'
import toolbox from '@nomicfoundation/hardhat-toolbox-mocha-ethers'
import viem from '@nomicfoundation/hardhat-viem'
import { configVariable, defineConfig, overrideTask } from 'hardhat/config'
import { quickTests } from './scripts/hardhat/quickTests.ts'

const require = createRequire(import.meta.url)

/** `npm run deep` raises these through the environment. */
const setting = (name: string, usual: number) => Number(process.env[name] ?? usual)

/** Hardhat knows one folder of mocha tests; ours are in two. */
const mochaFiles = () => globSync('test/{contracts,parity}/**/*.ts', { exclude: ['**/helpers/**'] })

/** Few constants are spelt out where code has little room; the code of takes has more, since the desks are apart. */
const compiler = (runs: number) => ({
  version: '0.8.37',
  path: require.resolve('solc/soljson.js'),
  settings: {
    evmVersion: 'cancun',
    viaIR: true,
    optimizer: { enabled: true, runs },
    metadata: { bytecodeHash: 'none' },
  },
})
/** The factory holds the vault's code, both within what may create a contract. */
const ofVaults = compiler(1_200)

export default defineConfig({
  plugins: [toolbox, viem, quickTests],
  tasks: [
    overrideTask(['test', 'mocha'])
      .setInlineAction(({ testFiles, ...args }, _hre, runSuper) =>
        runSuper({ ...args, testFiles: testFiles.length > 0 ? testFiles : mochaFiles() }),
      )
      .build(),
    // Given files, Hardhat compiles those only, but tests deploy from the contracts' artifacts.
    overrideTask(['test', 'solidity'])
      .setInlineAction(async (args, hre, runSuper) => {
        if (args.testFiles.length > 0 && !args.noCompile) await hre.tasks.getTask('build').run({ noTests: true })
        return runSuper(args)
      })
      .build(),
  ],
  // What is tested is what is deployed; only the tests themselves compile otherwise, see `quickTests`.
  solidity: {
    compilers: [compiler(800)],
    overrides: {
      'contracts/Exchange.sol': compiler(20_000),
      'contracts/VaultFactory.sol': ofVaults,
      'contracts/MakerVault.sol': ofVaults,
    },
  },
  paths: {
    sources: 'contracts',
    tests: { solidity: 'test/contracts', mocha: 'test/contracts' },
    ignition: 'scripts/deploy',
  },
  test: {
    solidity: {
      // Other people's contracts, as they are deployed.
      fsPermissions: { readFile: ['test/vectors/permit2.json'] },
      fuzz: { runs: setting('TIDEMARK_FUZZ_RUNS', 2_000), seed: '0x7469' },
      invariant: {
        runs: setting('TIDEMARK_INVARIANT_RUNS', 64),
        depth: setting('TIDEMARK_INVARIANT_DEPTH', 500),
        failOnRevert: false,
      },
    },
  },
  networks: {
    default: { type: 'edr-simulated', hardfork: 'cancun' },
    // The differential tests put hundreds of calls into one `eth_call`.
    parity: {
      type: 'edr-simulated',
      hardfork: 'cancun',
      blockGasLimit: 200_000_000_000n,
      allowUnlimitedContractSize: true,
    },
    localhost: { type: 'http', url: 'http://127.0.0.1:8545' },
    // Any chain: `npx hardhat keystore set …` or the environment says which, and whose key deploys.
    sepolia: {
      type: 'http',
      url: configVariable('SEPOLIA_RPC_URL'),
      accounts: [configVariable('SEPOLIA_PRIVATE_KEY')],
    },
  },
})
