import { TidemarkError } from '../core/errors.ts'
import { REMEDIES } from './remedies.ts'

/**
 * What to do about an error, in a few words; nothing for a code that is not ours.
 *
 * @example
 * remedyOf(new DivisionByZeroError(1n)) // => 'use a divisor above 0'
 */
export function remedyOf({ code }: Pick<TidemarkError, 'code'>): string | undefined {
  return Object.hasOwn(REMEDIES, code) ? REMEDIES[code] : undefined
}

/**
 * An error as a person should see it: what failed, what to do about it, and what caused it, a line each.
 *
 * @example
 * fullMessage(new DivisionByZeroError(1n)) // => '1 was divided by zero\nWhat to do: use a divisor above 0.'
 */
export function fullMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const lines = [error.message]
  const remedy = error instanceof TidemarkError ? remedyOf(error) : undefined
  if (remedy !== undefined) lines.push(`What to do: ${remedy}.`)
  const seen = new Set<unknown>([error])
  for (let { cause } = error; cause instanceof Error && !seen.has(cause); { cause } = cause) {
    seen.add(cause)
    // Libraries put their whole request into the message; the first line says what happened.
    lines.push(`Caused by: ${cause.message.split('\n')[0]}`)
  }
  return lines.join('\n')
}
