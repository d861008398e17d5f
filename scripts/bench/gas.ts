import { gridRows } from './gas/grids.ts'
import { poolRows } from './gas/pools.ts'
import { quoteRows } from './gas/quotes.ts'
import { createGasVenue } from './gas/venue.ts'
import type { Report } from './report.ts'

/** Gas of user-facing transactions as receipts show it, beside the limits the project set itself from measured peers. */
export async function run(): Promise<Report> {
  const venue = await createGasVenue()
  const rows = [...(await gridRows(venue)), ...(await quoteRows(venue)), ...(await poolRows(venue))]
  return { name: 'gas', rows }
}
