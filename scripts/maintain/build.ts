import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tsc = join(root, 'node_modules/typescript/bin/tsc')

// The SDK first: the indexer is compiled against what the SDK publishes, not against its sources.
for (const name of ['sdk', 'indexer']) {
  rmSync(join(root, name, 'dist'), { recursive: true, force: true })
  const { status } = spawnSync(process.execPath, [tsc, '-p', join(name, 'tsconfig.build.json')], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) {
    console.error(`${name} was not built`)
    process.exit(1)
  }
  console.log(`built ${name}/dist`)
}
