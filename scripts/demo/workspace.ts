import { mkdir, readdir, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOf, Problem } from '../deploy/problem.ts'

const parent = fileURLToPath(new URL('../../.tidemark/demo/', import.meta.url))
const bytesNeeded = 200_000_000

/**
 * Make a folder of our own for what a demo writes, and remove those that killed demos have left.
 *
 * @throws {Problem} when there is little room on the disk.
 */
export async function openWorkspace(): Promise<string> {
  const folder = join(parent, String(process.pid))
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent)) {
    if (!isAlive(Number(name))) await closeWorkspace(join(parent, name))
  }
  const { bavail, bsize } = await statfs(parent)
  if (bavail * bsize < bytesNeeded) throw new Problem('The disk is full: the demo needs 200 MB of room.')
  await mkdir(folder)
  return folder
}

/** Remove such a folder and all in it. */
export async function closeWorkspace(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
