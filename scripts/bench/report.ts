/** One measured figure beside what it should be. */
export interface Row {
  readonly metric: string
  readonly value: number
  readonly unit: string
  /** The limit or the peer's figure, in the same unit; `null` when there is none. */
  readonly target: number | null
  readonly ok: boolean
}

/** What one benchmark found. */
export interface Report {
  readonly name: string
  readonly rows: readonly Row[]
}

/** A row whose value must not exceed its target. */
export function atMost(metric: string, value: number, unit: string, target: number): Row {
  return { metric, value, unit, target, ok: value <= target }
}

/** A row whose value must reach its target. */
export function atLeast(metric: string, value: number, unit: string, target: number): Row {
  return { metric, value, unit, target, ok: value >= target }
}

/** A row that only informs. */
export function info(metric: string, value: number, unit: string): Row {
  return { metric, value, unit, target: null, ok: true }
}

/** The report as an aligned table. */
export function render({ name, rows }: Report): string {
  const header = ['metric', 'value', 'unit', 'target', 'ratio', '']
  const lines = rows.map(({ metric, value, unit, target, ok }) => [
    metric,
    number(value),
    unit,
    target === null ? '-' : number(target),
    target === null ? '-' : (value / target).toFixed(2),
    ok ? 'ok' : 'MISSED',
  ])
  const widths = header.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)))
  const format = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
  return [`bench ${name}`, format(header), ...lines.map(format)].map((line) => line.trimEnd()).join('\n')
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 100 ? 2 : 0 })
}
