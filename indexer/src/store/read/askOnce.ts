import type { Row } from '../table.ts'
import type { Read } from './read.ts'

/** A read of many that have much in common: what one of them asked and was told in a row, or none, the others know. */
export function* askOnce<T>(read: Read<T>): Read<T> {
  const answers = new Map<string, readonly Row[]>()
  let step = read.next()
  while (!step.done) {
    const query = step.value
    const key = JSON.stringify([query.sql, query.values])
    const rows = answers.get(key) ?? (yield query)
    if (rows.length <= 1) answers.set(key, rows)
    step = read.next(rows)
  }
  return step.value
}
