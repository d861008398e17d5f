import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Compile a project of this repository to a folder, `options` after its own. @throws {Error} when it does not compile; tsc has said why. */
export function compile(project: string, output: string, options: readonly string[] = []): void {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const command = [tsc, '-p', join(root, project), '--outDir', output, ...options]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${project} was not built`)
}

/** Compile the SDK to a folder, as ESM and below `cjs` as CommonJS. */
export function compileSdk(output: string): void {
  compile('sdk/tsconfig.build.json', output)
  compile('sdk/tsconfig.cjs.json', join(output, 'cjs'))
  // The package is ESM; this part of it is not.
  writeFileSync(join(output, 'cjs/package.json'), '{ "type": "commonjs", "sideEffects": false }\n')
}
