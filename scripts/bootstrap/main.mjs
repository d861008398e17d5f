import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { sourceEnv } from './env.mjs'
import { Problem } from './explain.mjs'
import { createLifecycle, Stopped } from './lifecycle.mjs'
import { withLock } from './lock.mjs'
import { ensureRuntime } from './runtime.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Gets a Node 24 and the locked packages in place, then becomes (as far as a parent can) the wanted script. */
export async function main([script, ...args]) {
  const life = createLifecycle()
  try {
    if (!script) throw new Problem('Usage: node scripts/bootstrap/run.cjs <script.ts> [args...]')
    const target = join(root, script)
    if (!existsSync(target)) throw new Problem(`There is no ${script} in this copy of the repository.`)
    const node = await withLock(join(root, '.tidemark'), life, async () => {
      const runtime = await ensureRuntime(root, life)
      await ensureDependencies(root, runtime, life)
      return runtime
    })
    const { code, signal } = await life.become(node, [target, ...args], { cwd: root, env: sourceEnv(node) })
    if (signal) reraise(signal)
    else process.exitCode = code
  } catch (error) {
    if (error instanceof Stopped) reraise(error.signal)
    else {
      console.error(error instanceof Problem ? `\n${error.message}` : error)
      process.exitCode = 1
    }
  } finally {
    life.close()
  }
}

/** Ends by the same signal as the child did, so that shells and supervisors see the true reason. */
function reraise(signal) {
  process.removeAllListeners(signal)
  process.exitCode = 1
  process.kill(process.pid, signal)
}
