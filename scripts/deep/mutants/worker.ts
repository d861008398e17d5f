// Compiles and tests in the project it is started in, as its parent says; lives on, as loading solc and Hardhat takes long.
import type { SuiteResult } from '@nomicfoundation/edr'
import { sourceOf } from './graph.ts'
import type { Compiled, Reply, Request, Tested } from './messages.ts'
import { compile, errorsOf, gather } from './solc.ts'

interface Outcome {
  readonly value?: { readonly suiteResults: SuiteResult[] }
  readonly error?: { readonly suiteResults: SuiteResult[] }
}

function compiled({ contracts, settings, changed }: Request & { kind: 'compile' }): Compiled {
  const selection: Record<string, Record<string, string[]>> = {}
  for (const contract of contracts) {
    const outputs = {
      [contract.slice(sourceOf(contract).length + 1)]: ['evm.bytecode.object', 'evm.deployedBytecode.object'],
    }
    selection[sourceOf(contract)] = { ...selection[sourceOf(contract)], ...outputs }
  }
  const output = compile(gather(process.cwd(), Object.keys(selection), changed), settings, selection)
  const errors = errorsOf(output)
  if (errors.length > 0) return { errors, codes: {} }
  const codes = contracts.map((contract) => {
    const source = sourceOf(contract)
    const evm = output.contracts?.[source]?.[contract.slice(source.length + 1)]?.evm
    const code = (of: { object: string } | undefined) => `0x${of?.object ?? ''}`
    return [contract, { bytecode: code(evm?.bytecode), deployedBytecode: code(evm?.deployedBytecode) }] as const
  })
  return { errors, codes: Object.fromEntries(codes) }
}

async function tested(file: string): Promise<Tested> {
  const { default: hre } = await import('hardhat')
  const task = hre.tasks.getTask(['test', 'solidity'])
  const outcome = (await task.run({ testFiles: [file], noCompile: true })) as Outcome
  const suites = (outcome.value ?? outcome.error)?.suiteResults ?? []
  const results = suites.flatMap(({ testResults }) => testResults)
  if (results.length === 0) throw new Error(`no test ran in ${file}`)
  const failed = results.filter(({ status }) => status === 'Failure').map(({ name }) => name)
  return { passed: results.length - failed.length, failed }
}

process.on('message', async (request: Request) => {
  let reply: Reply
  try {
    reply = { value: request.kind === 'compile' ? compiled(request) : await tested(request.file) }
  } catch (error) {
    reply = { error: error instanceof Error ? error.message : String(error) }
  }
  process.send?.(reply)
})
// The parent is gone, however it ended.
process.once('disconnect', () => process.exit())
