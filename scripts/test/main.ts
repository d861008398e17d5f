import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, runSuite, type SuiteOutcome } from './run.ts'
import { needsContracts, suites } from './suites.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const names = suites.map((suite) => suite.name)
const usage = `Usage: npm test -- [--only NAME,NAME] [--grep REGEXP]
  --only  run these suites alone: ${names.join(', ')}
  --grep  run the tests whose name matches alone`

const { only, grep } = readArguments()
// Leaving through process.exit ends the running suite too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]))
}

const outcomes: SuiteOutcome[] = []
const chosen = suites.filter(({ name }) => only.includes(name))
if (chosen.some(needsContracts) && !(await build(root))) {
  const failure = { title: 'the contracts do not compile', message: 'the output at the top says why' }
  outcomes.push({ suite: 'build', passed: 0, failures: [failure], seconds: 0 })
}
for (const suite of chosen) {
  console.log(`\n=== ${suite.name} (${suite.folder})`)
  outcomes.push(await runSuite(suite, root, grep))
}

for (const { suite, failures } of outcomes) {
  for (const { title, message } of failures)
    console.log(`\nFAILED ${suite}: ${title}\n${message.replace(/^/gm, '    ')}`)
}
console.log()
for (const { suite, passed, failures, seconds } of outcomes) {
  console.log(
    `${suite.padEnd(10)} ${count(passed)} passed ${count(failures.length)} failed ${seconds.toFixed(1).padStart(7)} s`,
  )
}
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0)
if (passed + failed === 0) fail(`No test matches ${grep}`)
process.exitCode = failed > 0 ? 1 : 0
console.log(`\n${passed} passed, ${failed} failed`)

function count(value: number): string {
  return String(value).padStart(6)
}

function readArguments(): { only: readonly string[]; grep: string } {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, grep: { type: 'string' }, help: { type: 'boolean' } },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    const wanted = values.only?.split(',') ?? names
    const unknown = wanted.find((name) => !names.includes(name))
    if (unknown !== undefined) fail(`There is no suite ${unknown}.\n${usage}`)
    return { only: wanted, grep: values.grep ?? '' }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
