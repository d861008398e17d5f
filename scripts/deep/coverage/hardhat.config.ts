import project from '../../../hardhat.config.ts'

const { networks = {}, test = {} } = project

/**
 * The project's Hardhat for a run with `--coverage`: artifacts of its own, so that a build still finds the real ones; contracts as large
 * and hungry as what counts their statements makes them.
 */
export default {
  ...project,
  paths: { ...project.paths, artifacts: '.tidemark/coverage/artifacts', cache: '.tidemark/coverage/cache' },
  coverage: { skipFiles: ['contracts/mocks/**'] },
  networks: { ...networks, default: { ...networks.default, allowUnlimitedContractSize: true } },
  test: { ...test, solidity: { ...test.solidity, gasLimit: 2_000_000_000n } },
}
