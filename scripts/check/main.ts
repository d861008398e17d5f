import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Part, partsOf } from './parts.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values } = parseArgs({ options: { fix: { type: 'boolean' }, only: { type: 'string' } } })
const parts = partsOf(root, values.fix ?? false)
const names = values.only?.split(',') ?? parts.map(({ name }) => name)

const unknown = names.find((name) => !parts.some((part) => part.name === name))
if (unknown !== undefined) {
  console.error(`There is no check named ${unknown}; there are ${parts.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

// All of them run even after a failure: one look should show everything there is to mend.
const results = parts.filter(({ name }) => names.includes(name)).map((part) => ({ name: part.name, ...run(part) }))
console.log()
for (const { name, result, seconds } of results) {
  console.log(`${name.padEnd(10)} ${result.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s`)
}
process.exitCode = results.some(({ result }) => result === 'failed') ? 1 : 0

function run({ name, command }: Part): { result: 'ok' | 'failed' | 'nothing'; seconds: number } {
  console.log(`\n=== ${name}`)
  if (typeof command === 'string') {
    console.log(command)
    return { result: 'nothing', seconds: 0 }
  }
  const began = performance.now()
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  return { result: status === 0 ? 'ok' : 'failed', seconds: (performance.now() - began) / 1000 }
}
