/** Lines of one source that can run, and those that never did. */
export interface FileCoverage {
  readonly file: string
  readonly lines: number
  readonly uncovered: readonly number[]
}

/** Least percentage of lines, and of statements, over all contracts. */
export const REQUIRED_PERCENT = 98

/** Where no line may be uncovered: libraries (position among them) and settlement. */
const WHOLE = /(^contracts\/libraries\/|Lib\.sol$|^contracts\/exchange\/Settlement\.sol$)/

/** Read what Hardhat writes to `coverage/lcov.info`. */
export function readLcov(text: string): FileCoverage[] {
  return text
    .split('end_of_record')
    .map((record) => ({
      file: /^SF:(.+)$/m.exec(record)?.[1] ?? '',
      lines: [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) => ({
        line: Number(line),
        count: Number(count),
      })),
    }))
    .filter(({ file }) => file !== '')
    .map(({ file, lines }) => ({
      file,
      lines: lines.length,
      uncovered: lines.filter(({ count }) => count === 0).map(({ line }) => line),
    }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** Percentage of statements that ran, from the last row of the table that Hardhat prints. */
export function statementPercent(output: string): number {
  const row = /^[^\w\n]*Total\b[^\d\n]+([\d.]+)[^\d\n]+([\d.]+)/m.exec(output)
  if (row?.[2] === undefined) throw new Error('Hardhat printed no total of statements')
  return Number(row[2])
}

export function linePercent(files: readonly FileCoverage[]): number {
  const sum = (of: (file: FileCoverage) => number) => files.reduce((total, file) => total + of(file), 0)
  const lines = sum((file) => file.lines)
  return lines === 0 ? 0 : (100 * (lines - sum((file) => file.uncovered.length))) / lines
}

/** What is below its bound, in words; nothing if all is well. A line counts as covered only if all its statements ran. */
export function shortfalls(files: readonly FileCoverage[], statements: number): string[] {
  const lines = linePercent(files)
  return [
    lines < REQUIRED_PERCENT ? `lines: ${lines.toFixed(2)} % < ${REQUIRED_PERCENT} %` : [],
    statements < REQUIRED_PERCENT ? `statements: ${statements.toFixed(2)} % < ${REQUIRED_PERCENT} %` : [],
    ...files
      .filter(({ file, uncovered }) => WHOLE.test(file) && uncovered.length > 0)
      .map(({ file, uncovered }) => `${file}: ${uncovered.length} uncovered lines, none allowed`),
  ].flat()
}
