import { createRequire } from 'node:module'
import { type Abi, type AbiFunction, decodeAbiParameters, decodeErrorResult, encodeFunctionData, type Hex } from 'viem'
import { type Outcome, textOf, type Value } from './compare.ts'

const require = createRequire(import.meta.url)

/** The harness contracts, each at an address of its own. */
export const HARNESSES = {
  MathHarness: '0x0000000000000000000000000000000000aa0001',
  GridHarness: '0x0000000000000000000000000000000000aa0002',
  LimitHarness: '0x0000000000000000000000000000000000aa0003',
  StrategyHarness: '0x0000000000000000000000000000000000aa0004',
  PoolHarness: '0x0000000000000000000000000000000000aa0005',
} as const
export type HarnessName = keyof typeof HARNESSES

const BATCH = 500
const OUTCOMES = [
  {
    type: 'tuple[]',
    components: [
      { name: 'ok', type: 'bool' },
      { name: 'data', type: 'bytes' },
    ],
  },
] as const

/** A deployed harness: runs encoded calls in batches and decodes what comes back. */
export interface Harness {
  run(functionName: string, args: readonly (readonly unknown[])[]): Promise<Outcome[]>
}

export interface Provider {
  request(request: { method: string; params: unknown[] }): Promise<unknown>
}

/** Put the bytecode of harness `name`, as compiled for deployment, at its address on `provider`. */
export async function deployHarness(provider: Provider, name: HarnessName): Promise<Harness> {
  const artifact = require(`../../../artifacts/contracts/mocks/${name}.sol/${name}.json`) as {
    abi: Abi
    deployedBytecode: Hex
  }
  const { abi } = artifact
  const to = HARNESSES[name]
  await provider.request({ method: 'hardhat_setCode', params: [to, artifact.deployedBytecode] })

  async function runBatch(fn: AbiFunction, cases: readonly (readonly unknown[])[]): Promise<Outcome[]> {
    const calls = cases.map((args) => encodeFunctionData({ abi: [fn], functionName: fn.name, args }))
    const data = encodeFunctionData({ abi, functionName: 'batch', args: [calls] })
    const call = { from: to, to, data, gas: '0x174876e800' }
    const result = (await provider.request({ method: 'eth_call', params: [call, 'latest'] })) as Hex
    const [outcomes] = decodeAbiParameters(OUTCOMES, result)
    return outcomes.map(({ ok, data: bytes }) => (ok ? returned(fn, bytes) : reverted(abi, bytes)))
  }

  return {
    async run(functionName, args) {
      const fn = abi.find((item) => item.type === 'function' && item.name === functionName)
      if (fn?.type !== 'function') throw new Error(`${name} has no function ${functionName}`)
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
  if (values.length === 0) return { ok: true, value: [] }
  return { ok: true, value: values.length === 1 && only !== undefined ? only : values }
}

/** A revert under the code the core uses for it: panics and OpenZeppelin's casts by class, the rest by name and values. */
function reverted(abi: Abi, data: Hex): Outcome {
  const { errorName, args = [], abiItem } = decodeErrorResult({ abi, data })
  if (errorName === 'Panic') {
    const code = BigInt(args[0] as bigint)
    return { ok: false, value: code === 0x11n ? 'Overflow' : code === 0x12n ? 'DivisionByZero' : `Panic(${code})` }
  }
  if (errorName.startsWith('SafeCastOverflowed')) return { ok: false, value: 'CastOverflow' }
  const inputs = 'inputs' in abiItem ? (abiItem.inputs ?? []) : []
  // Names of bounds are texts in 32 bytes.
  const values = (args as Value[]).map((value, i) => (inputs[i]?.type === 'bytes32' ? textOf(value as Hex) : value))
  return { ok: false, value: [errorName, ...values] }
}
