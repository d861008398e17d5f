/** Something in the user's way: shown as its message alone, without a stack. */
export class Problem extends Error {}

/** What to tell a person about an error: a problem's own words, a known cause, else the stack. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return error.message
  if (!(error instanceof Error)) return String(error)
  if (codeOf(error) === 'ENOSPC') return 'The disk is full. Free some space, then run the command again.'
  return error.stack ?? error.message
}

/** Node's code of a system error, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
