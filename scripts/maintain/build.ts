import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

// The SDK first: the indexer is compiled against what the SDK publishes, not against its sources.
for (const name of ['sdk', 'indexer']) rmSync(join(root, name, 'dist'), { recursive: true, force: true })
compile('sdk/tsconfig.build.json', 'sdk/dist')
compile('sdk/tsconfig.cjs.json', 'sdk/dist/cjs')
// The package is ESM; this part of it is not.
writeFileSync(join(root, 'sdk/dist/cjs/package.json'), '{ "type": "commonjs", "sideEffects": false }\n')
compile('indexer/tsconfig.build.json', 'indexer/dist')

function compile(project: string, output: string): void {
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(`${output} was not built`)
    process.exit(1)
  }
  console.log(`built ${output}`)
}
