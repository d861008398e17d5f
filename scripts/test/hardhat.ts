// Runs what needs Hardhat: node scripts/test/hardhat.ts build | solidity|hardhat REPORT GREP FILE...
import type { SuiteResult } from '@nomicfoundation/edr'
import { endSoon, type Failure, writeReport } from './report.ts'
import { reporterFor } from './reporter.ts'

const [runner, reportFile = '', grep = '', ...testFiles] = process.argv.slice(2)
// The Solidity runner takes the hardfork from a network only if one is named; without it, it would be the newest.
process.env.HARDHAT_NETWORK ??= 'default'
const { default: hre } = await import('hardhat')
const options = { testFiles, ...(grep !== '' && { grep }) }

interface SolidityOutcome {
  readonly success: boolean
  readonly value?: { readonly suiteResults: SuiteResult[] }
  readonly error?: { readonly suiteResults: SuiteResult[] }
}

if (runner === 'build') {
  await hre.tasks.getTask('build').run({})
} else if (runner === 'solidity') {
  const outcome: SolidityOutcome = await hre.tasks.getTask(['test', 'solidity']).run(options)
  const suites = (outcome.value ?? outcome.error)?.suiteResults
  if (!suites) throw new Error('Hardhat returned no results of its Solidity tests')
  const tests = suites.flatMap((suite) =>
    suite.testResults.map((test) => ({ title: `${suite.id.name} ${test.name}`, test })),
  )
  const failures = tests
    .filter(({ test }) => test.status === 'Failure')
    .map(({ title, test }) => toFailure(title, test.reason))
  const skipped = tests.filter(({ test }) => test.status === 'Skipped').map(({ title }) => title)
  const passed = tests.filter(({ test }) => test.status === 'Success').length
  writeReport(reportFile, { passed, failures, skipped })
  endSoon(outcome.success ? 0 : 1)
} else {
  Object.assign(hre.config.test.mocha, { reporter: reporterFor(reportFile), forbidOnly: true })
  const outcome: { readonly success: boolean } = await hre.tasks.getTask(['test', 'mocha']).run(options)
  endSoon(outcome.success ? 0 : 1)
}

function toFailure(title: string, reason: string | undefined): Failure {
  return { title, message: reason ?? 'failed; the output above says more' }
}
