// Writes docs/parity.md from the core's comments and the declared cases. `--check` only compares.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { report } from './parity/report.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const target = new URL('../../docs/parity.md', import.meta.url)

const text = report(root)
if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  if (process.argv.includes('--check')) {
    console.error('out of date: docs/parity.md\nrun: npm run generate:parity')
    process.exitCode = 1
  } else await writeFile(target, text)
}
