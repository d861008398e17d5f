import type { Failure, Report } from './report.ts'

export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Outcome {
  readonly passed: number
  readonly failures: readonly Failure[]
}

/**
 * Turns a suite's report and the way its process ended into totals. Whatever keeps a suite from proving something
 * counts as a failure: a crash, no report, no test, a skipped test.
 */
export function judge(report: Report | undefined, ending: Ending, filtered: boolean): Outcome {
  if (!report) return { passed: 0, failures: [failure('crashed', `${how(ending)} without a report`)] }
  const failures = [
    ...report.failures,
    ...report.skipped.map((title) => failure(title, 'was skipped; a test that does not run proves nothing')),
  ]
  if (ending.code !== 0 && report.failures.length === 0)
    failures.push(failure('crashed', `${how(ending)} after its tests`))
  // With --grep most suites have nothing to run, and that is what was asked for.
  if (report.passed === 0 && failures.length === 0 && !filtered) failures.push(failure('ran no test', 'nothing to run'))
  return { passed: report.passed, failures }
}

function how({ code, signal }: Ending): string {
  return signal ? `was ended by ${signal}` : `ended with code ${code}`
}

function failure(title: string, message: string): Failure {
  return { title, message }
}
