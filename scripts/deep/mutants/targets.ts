/** What is mutated: the arithmetic, settlement, position and pool shares. */
export const TARGETS: readonly string[] = [
  'contracts/libraries/*.sol',
  'contracts/exchange/**/*.sol',
  'contracts/Exchange.sol',
  'contracts/vault/*.sol',
  'contracts/MakerVault.sol',
  'contracts/pool/*.sol',
  'contracts/LiquidityPool.sol',
]

/** What may kill a mutant. Gas tests may not: mutants are compiled without the optimizer. */
export const SOLIDITY_TESTS = 'test/contracts/**/*.t.sol'
/** Searches over millions of fills: without the optimizer they take more memory than there is. */
export const SEARCHES = ['**/Wash*.t.sol']
export const PARITY_TESTS = 'test/parity/*.ts'

/** Runs of each test on each mutant: many mutants, so few runs; the suite itself runs far more. */
export const FEW_RUNS: Readonly<Record<string, string>> = {
  TIDEMARK_FUZZ_RUNS: '64',
  TIDEMARK_INVARIANT_RUNS: '6',
  TIDEMARK_INVARIANT_DEPTH: '150',
  TIDEMARK_PARITY_CASES: '300',
  TIDEMARK_PARITY_STEPS: '150',
}

/** Share of the sample that must be killed, in percent. */
export const REQUIRED_PERCENT = 90
