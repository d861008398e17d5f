import type { Report } from './report.ts'
import { analyticsRows } from './sdk/analytics.ts'
import { arithmeticRows } from './sdk/arithmetic.ts'
import { engineRows } from './sdk/engine.ts'
import { gridRows } from './sdk/grid.ts'
import { quotingRows } from './sdk/quoting.ts'
import { vaultRows } from './sdk/vault.ts'

/**
 * The core's everyday operations beside the time budget per operation, the reference engine's own target (in brackets, µs) and the
 * same work on plain bigint; checked arithmetic beside unchecked.
 */
export async function run(): Promise<Report> {
  return {
    name: 'sdk',
    rows: [...vaultRows(), ...gridRows(), ...quotingRows(), ...analyticsRows(), ...engineRows(), ...arithmeticRows()],
  }
}
