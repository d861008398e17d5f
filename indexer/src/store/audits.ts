import type { Writer } from './store.ts'
import { AUDIT, type Audit } from './tables/audit.ts'

/** Comparisons that are kept. */
const MAX_AUDITS = 100_000

/** Write comparisons down, behind those that are there. The writer is the only one, so their numbers are its own. */
export async function saveAudits(writer: Pick<Writer, 'query'>, audits: readonly Audit[]): Promise<void> {
  if (audits.length === 0) return
  const columns = Object.keys(AUDIT.columns)
  const [newest] = await writer.query('SELECT max(seq) AS seq FROM audit WHERE chain_id = @chain')
  let seq = Number(newest?.seq ?? 0)
  const rows = audits.map((audit) => AUDIT.encode({ ...audit, seq: ++seq }))
  const marks = rows.map(() => `(@chain, ${columns.map(() => '?').join(', ')})`).join(', ')
  await writer.query(
    `INSERT INTO audit (chain_id, ${columns.join(', ')}) VALUES ${marks} RETURNING seq`,
    ...rows.flat(),
  )
  await writer.query('DELETE FROM audit WHERE chain_id = @chain AND seq <= ? RETURNING seq', seq - MAX_AUDITS)
}
