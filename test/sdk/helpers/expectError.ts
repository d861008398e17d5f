import { type ErrorArgs, TidemarkError } from '@tidemark/sdk/core'
import { expect } from 'chai'

/** Expect a call to fail with a code, and with these arguments where given. */
export function expectThrow(call: () => unknown, code: string, args?: ErrorArgs): TidemarkError {
  try {
    call()
  } catch (error) {
    return check(error, code, args)
  }
  throw new Error(`expected ${code}, but the call succeeded`)
}

/** Expect a promise to reject with a code, and with these arguments where given. */
export async function expectError(promise: Promise<unknown>, code: string, args?: ErrorArgs): Promise<TidemarkError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (outcome === undefined) throw new Error(`expected ${code}, but the call succeeded`)
  return check(outcome.error, code, args)
}

function check(error: unknown, code: string, args?: ErrorArgs): TidemarkError {
  if (!(error instanceof TidemarkError)) throw error
  expect(error.code, error.message).to.equal(code)
  expect(error.name).to.equal(code)
  if (args !== undefined) expect(error.args).to.deep.equal(args)
  return error
}
