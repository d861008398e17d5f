import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compile, compileSdk } from './sdkPackage.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

try {
  // The SDK first: the indexer is compiled against what the SDK publishes, not against its sources.
  for (const name of ['sdk', 'indexer']) {
    const output = join(root, name, 'dist')
    rmSync(output, { recursive: true, force: true })
    if (name === 'sdk') compileSdk(output)
    else compile('indexer/tsconfig.build.json', output)
    console.log(`built ${name}/dist`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
