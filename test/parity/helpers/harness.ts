import { createRequire } from 'node:module'
import { TidemarkError } from '@tidemark/sdk/core'
import fc from 'fast-check'
import { type Abi, type AbiFunction, decodeAbiParameters, decodeErrorResult, encodeFunctionData, type Hex } from 'viem'

const require = createRequire(import.meta.url)
const artifact = require('../../../artifacts/contracts/mocks/MathHarness.sol/MathHarness.json') as {
  abi: Abi
  bytecode: Hex
}

/** Random cases per function; `npm run deep -- parity` raises it. */
export const CASES = Number(process.env.TIDEMARK_PARITY_CASES ?? 20_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)
const BATCH = 500

export type Value = bigint | string | boolean | readonly Value[] | { readonly [key: string]: Value }
export interface Outcome {
  readonly ok: boolean
  readonly value: Value
}

/** The deployed harness: runs encoded calls in batches and decodes what comes back. */
export interface Harness {
  run(functionName: string, args: readonly unknown[][]): Promise<Outcome[]>
}

interface Provider {
  request(request: { method: string; params: unknown[] }): Promise<unknown>
}

/** Deploy the harness's real bytecode on `provider`. */
export async function deployHarness(provider: Provider): Promise<Harness> {
  const [from] = (await provider.request({ method: 'eth_accounts', params: [] })) as Hex[]
  const hash = await provider.request({
    method: 'eth_sendTransaction',
    params: [{ from, data: artifact.bytecode, gas: '0x989680' }],
  })
  const receipt = (await provider.request({ method: 'eth_getTransactionReceipt', params: [hash] })) as {
    contractAddress: Hex
  }
  const to = receipt.contractAddress

  async function runBatch(fn: AbiFunction, cases: readonly unknown[][]): Promise<Outcome[]> {
    const calls = cases.map((args) => encodeFunctionData({ abi: [fn], functionName: fn.name, args }))
    const data = encodeFunctionData({ abi: artifact.abi, functionName: 'batch', args: [calls] })
    const result = (await provider.request({
      method: 'eth_call',
      params: [{ from, to, data, gas: '0x174876e800' }, 'latest'],
    })) as Hex
    const [outcomes] = decodeAbiParameters(
      [
        {
          type: 'tuple[]',
          components: [
            { name: 'ok', type: 'bool' },
            { name: 'data', type: 'bytes' },
          ],
        },
      ],
      result,
    )
    return outcomes.map(({ ok, data: bytes }) => (ok ? returned(fn, bytes) : reverted(bytes)))
  }

  return {
    async run(functionName, args) {
      const fn = artifact.abi.find((item) => item.type === 'function' && item.name === functionName)
      if (fn?.type !== 'function') throw new Error(`the harness has no function ${functionName}`)
      const outcomes: Outcome[] = []
      for (let at = 0; at < args.length; at += BATCH) {
        outcomes.push(...(await runBatch(fn, args.slice(at, at + BATCH))))
      }
      return outcomes
    },
  }
}

function returned(fn: AbiFunction, data: Hex): Outcome {
  const values = decodeAbiParameters(fn.outputs, data) as readonly Value[]
  const [only] = values
  return { ok: true, value: values.length === 1 && only !== undefined ? only : values }
}

/** A revert under the code the core uses for it: panics and OpenZeppelin's casts by class, the rest by name and values. */
function reverted(data: Hex): Outcome {
  const { errorName, args = [] } = decodeErrorResult({ abi: artifact.abi, data })
  if (errorName === 'Panic') {
    const code = BigInt(args[0] as bigint)
    return { ok: false, value: code === 0x11n ? 'Overflow' : code === 0x12n ? 'DivisionByZero' : `Panic(${code})` }
  }
  if (errorName.startsWith('SafeCastOverflowed')) return { ok: false, value: 'CastOverflow' }
  return { ok: false, value: [errorName, ...(args as Value[])] }
}

/** What the core makes of the same case. */
export function outcomeOf(compute: () => Value): Outcome {
  try {
    return { ok: true, value: compute() }
  } catch (error) {
    if (!(error instanceof TidemarkError)) throw error
    const unnamed = ['Overflow', 'DivisionByZero', 'CastOverflow'].includes(error.code)
    return { ok: false, value: unnamed ? error.code : [error.code, ...(Object.values(error.args) as Value[])] }
  }
}

/** Compare core and bytecode on every case; throws with the first that differs, or when too few succeed to mean much. */
export async function expectParity(
  harness: Harness,
  functionName: string,
  cases: readonly unknown[][],
  core: (...args: never[]) => Value,
): Promise<void> {
  const actual = await harness.run(functionName, cases)
  let reverts = 0
  for (const [i, args] of cases.entries()) {
    const expected = outcomeOf(() => core(...(args as never[])))
    const got = actual[i]
    if (render(got) !== render(expected)) {
      throw new Error(`${functionName}(${render(args)})\n  core:     ${render(expected)}\n  bytecode: ${render(got)}`)
    }
    if (!expected.ok) reverts++
  }
  // A generator that only ever reverts compares nothing.
  const succeeded = cases.length - reverts
  if (succeeded * 5 < cases.length)
    throw new Error(`${functionName}: only ${succeeded} of ${cases.length} cases succeed`)
}

function render(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? `${item}` : item))
}

/** `CASES` samples of an arbitrary, always the same ones. */
export function samples<T>(arbitrary: fc.Arbitrary<T>, count = CASES): T[] {
  return fc.sample(arbitrary, { numRuns: count, seed: SEED })
}

/** Unsigned integers of every magnitude up to `bits`, not only huge ones. */
export function uint(bits: number): fc.Arbitrary<bigint> {
  return fc
    .tuple(fc.integer({ min: 0, max: bits }), fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n }))
    .map(([size, value]) => (size === bits ? value : value & ((1n << BigInt(size)) - 1n)))
}

/** Values at which 256-bit arithmetic changes its mind. */
export const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  9_999n,
  10_000n,
  (1n << 64n) - 1n,
  1n << 64n,
  (1n << 128n) - 1n,
  1n << 128n,
  (1n << 192n) - 1n,
  1n << 255n,
  (1n << 256n) - 2n,
  (1n << 256n) - 1n,
]

/** Every combination of the given lists. */
export function cross(...lists: readonly (readonly unknown[])[]): unknown[][] {
  return lists.reduce<unknown[][]>((rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])), [[]])
}
