import { Problem } from '../deploy/problem.ts'

/** One JSON-RPC call. */
export interface RpcCall {
  readonly method: string
  readonly params: readonly unknown[]
}

interface RpcAnswer {
  readonly id: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/**
 * Send calls in one request; results come in the order of the calls.
 *
 * The devnet works on a batch in no particular order, so calls that depend on each other need requests of their own.
 *
 * @throws {Problem} when the node cannot be asked or refuses one of them.
 */
export async function rpcBatch(url: string, calls: readonly RpcCall[]): Promise<unknown[]> {
  const body = JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call })))
  const answers = await post(url, body)
  const results: unknown[] = []
  for (const { id, result, error } of answers) {
    if (error) throw new Problem(`The devnet refused ${calls[id]?.method}: ${error.message}`)
    results[id] = result
  }
  return results
}

/** Send one call. @throws {Problem} as {@link rpcBatch}. */
export async function rpc(url: string, method: string, ...params: readonly unknown[]): Promise<unknown> {
  const [result] = await rpcBatch(url, [{ method, params }])
  return result
}

async function post(url: string, body: string): Promise<RpcAnswer[]> {
  try {
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return (await response.json()) as RpcAnswer[]
  } catch (error) {
    throw new Problem(`The devnet at ${url} does not answer`, { cause: error })
  }
}
