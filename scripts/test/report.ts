import { writeFileSync } from 'node:fs'

export interface Failure {
  readonly title: string
  readonly message: string
}

/** What each suite's process leaves behind: the only source of the totals. */
export interface Report {
  readonly passed: number
  readonly failures: readonly Failure[]
  /** Titles of tests that exist but did not run. */
  readonly skipped: readonly string[]
}

export function writeReport(file: string, report: Report): void {
  writeFileSync(file, JSON.stringify(report))
}

/**
 * Lets the process end by itself, which shows that the tests left nothing open; if it does not, says what is open
 * and ends as failed. The timer alone does not keep the process alive.
 */
export function endSoon(code: number, graceMs = 15_000): void {
  process.exitCode = code
  setTimeout(() => {
    console.error(`Still open after the last test: ${process.getActiveResourcesInfo().join(', ')}`)
    process.exit(3)
  }, graceMs).unref()
}
