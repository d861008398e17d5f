import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import {
  type Address,
  createClient,
  createTestClient,
  createWalletClient,
  type Hex,
  http,
  numberToHex,
  publicActions,
  rpcSchema,
  walletActions,
} from 'viem'
import { foundry } from 'viem/chains'
import { findAnvil } from '../../../scripts/demo/anvil.ts'

/** A devnet of its own process, mining only when told. */
export interface Devnet {
  readonly url: string
  readonly client: DevnetClient
  readonly stop: () => Promise<void>
}

export type DevnetClient = ReturnType<typeof connectTo>

/** 2024-01-01 00:00 UTC: block times of tests start here. */
export const GENESIS = 1_704_067_200

/** Start a node on a free port, `more` of its own options behind ours. */
export async function startDevnet(...more: string[]): Promise<Devnet> {
  const options = ['--port', '0', '--no-mining', '--order', 'fifo', '--timestamp', String(GENESIS)]
  const args = [...options, '--gas-limit', '1000000000', ...more]
  const child = adopt(spawn(findAnvil(), args, { stdio: ['ignore', 'pipe', 'inherit'] }))
  const url = `http://${await listeningOn(child)}`
  return { url, client: connectTo(url), stop: () => stopProcess(child) }
}

/** Methods of the node that viem does not name. */
type AnvilExtras = [
  { Method: 'anvil_reorg'; Parameters: [depth: number, transactions: []]; ReturnType: null },
  { Method: 'anvil_rollback'; Parameters: [depth: number]; ReturnType: null },
]

/** A client with every kind of action, for the node's own unlocked accounts. */
function connectTo(url: string) {
  // Heads are asked for right after blocks were made, so none may be remembered.
  const options = { chain: foundry, cacheTime: 0, transport: http(url, { timeout: 60_000 }) }
  const wallet = createWalletClient(options)
  const raw = createClient({ ...options, rpcSchema: rpcSchema<AnvilExtras>() })
  return createTestClient({ ...options, mode: 'anvil' })
    .extend(publicActions)
    .extend(walletActions)
    .extend(() => ({
      /** Hand a transaction to the node as it is: no estimates, no waiting. */
      submit: (transaction: { from: Address; to?: Address; data: Hex; gas: bigint }): Promise<Hex> =>
        wallet.request({
          method: 'eth_sendTransaction',
          params: [{ ...transaction, gas: numberToHex(transaction.gas) }],
        }),
      /** Replace the newest `depth` blocks by empty ones of other hashes. */
      reorganise: (depth: number) => raw.request({ method: 'anvil_reorg', params: [depth, []] }),
      /** Drop the newest `depth` blocks. */
      rollBack: (depth: number) => raw.request({ method: 'anvil_rollback', params: [depth] }),
    }))
}

/** Children of this process that still run. */
const RUNNING = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of RUNNING) child.kill('SIGKILL')
})

/** See to it that a child does not outlive this process, whatever becomes of the test that started it. */
export function adopt<T extends ChildProcess>(child: T): T {
  RUNNING.add(child)
  child.once('exit', () => RUNNING.delete(child))
  return child
}

/** End a child process and wait until it is gone. */
export async function stopProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

async function listeningOn(child: ChildProcess & { stdout: NonNullable<ChildProcess['stdout']> }): Promise<string> {
  const lines = createInterface(child.stdout)
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = /^Listening on (\S+)/.exec(line)?.[1]
      if (address !== undefined) resolve(address)
    })
    lines.on('close', () => reject(new Error('the devnet ended before it listened')))
  })
}
