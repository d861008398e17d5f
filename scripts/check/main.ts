import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Part, partsOf } from './parts.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const known = partsOf(root, false).map(({ name }) => name)
const usage = `Usage: npm run check -- [--fix] [--only NAME,NAME]
  --fix   mend what can be mended
  --only  run these checks alone: ${known.join(', ')}`

const { only: names, fix } = readArguments()
const parts = partsOf(root, fix)

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

function readArguments(): { only: readonly string[]; fix: boolean } {
  try {
    const { values } = parseArgs({
      options: { fix: { type: 'boolean' }, only: { type: 'string' }, help: { type: 'boolean' } },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    const only = values.only?.split(',') ?? known
    const unknown = only.find((name) => !known.includes(name))
    if (unknown !== undefined) fail(`There is no check named ${unknown}.\n${usage}`)
    return { only, fix: values.fix ?? false }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}
