import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Deployment } from '../deploy/deploy.ts'
import { Problem } from '../deploy/problem.ts'
import { startService } from './service.ts'
import type { Session } from './session.ts'

const script = fileURLToPath(new URL('../deploy/main.ts', import.meta.url))
const artifact = fileURLToPath(new URL('../../artifacts/contracts/Exchange.sol/Exchange.json', import.meta.url))

/** Whether the contracts have been compiled before; the first time takes a while. */
export function isCompiled(): boolean {
  return existsSync(artifact)
}

/**
 * Compile and deploy to a devnet, in a process of its own: a compiler must end with us, and is large.
 *
 * @throws {Problem} with what it printed, when it fails.
 */
export async function deployTo(session: Session, url: string, folder: string): Promise<Deployment> {
  const output = join(folder, 'deployment.json')
  const args = [...process.execArgv, script, '--network', 'localhost', '--url', url, '--output', output]
  const service = await startService('The deployment', process.execPath, args, session)
  const how = await service.ended
  if (how !== 'exit code 0') throw new Problem(`The deployment failed (${how}).\n${service.tail()}`)
  return JSON.parse(await readFile(output, 'utf8')) as Deployment
}
