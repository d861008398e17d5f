import { createRequire } from 'node:module'
import {
  exchangeAbi,
  liquidityPoolAbi,
  makerVaultAbi,
  poolFactoryAbi,
  testTokenAbi,
  vaultFactoryAbi,
} from '@tidemark/sdk/abis'
import { network } from 'hardhat'
import {
  type Abi,
  type Address,
  decodeErrorResult,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  parseEventLogs,
} from 'viem'
import { type HDAccount, mnemonicToAccount } from 'viem/accounts'
import type { Provider } from './harness.ts'

const require = createRequire(import.meta.url)
const ERRORS: Abi = [exchangeAbi, makerVaultAbi, liquidityPoolAbi, poolFactoryAbi, vaultFactoryAbi, testTokenAbi]
  .flat()
  .filter(({ type }) => type === 'error')

/** A call of a contract, by the account that sends it. */
export interface Call {
  readonly from: Address
  readonly to: Address
  readonly abi: Abi
  readonly name: string
  readonly args: readonly unknown[]
}

/** A call, its parts in the order in which they are said. */
export function callOf(from: Address, to: Address, abi: Abi, name: string, args: readonly unknown[]): Call {
  return { from, to, abi, name, args }
}

/** How a transaction ended: with its events, or with the code that the core has for its error. */
export type Sent = { readonly events: readonly { eventName: string; args: unknown }[] } | { readonly code: string }

interface Receipt {
  readonly logs: Parameters<typeof parseEventLogs>[0]['logs']
  readonly contractAddress: Address
}

/** An in-process chain whose clock only the test moves: each transaction is a block of its own, at a second of its own. */
export interface TestChain {
  readonly accounts: readonly Address[]
  /** UTC seconds of the latest block. */
  time(): bigint
  /** UTC seconds of the next one. */
  next(): bigint
  /** Let the next transaction happen `seconds` after the last one, at least one. */
  wait(seconds: bigint): void
  deploy(path: string, args: readonly unknown[]): Promise<Address>
  send(call: Call): Promise<Sent>
  /** As `send`, for what must not fail. */
  must(call: Call): Promise<readonly { eventName: string; args: unknown }[]>
  read(to: Address, abi: Abi, name: string, args?: readonly unknown[]): Promise<unknown>
}

/** The chain's own account `index`, which can sign too. */
export function signerAt(index: number): HDAccount {
  const mnemonic = 'test test test test test test test test test test test junk'
  return mnemonicToAccount(mnemonic, { addressIndex: index })
}

export async function createChain(): Promise<TestChain> {
  const { provider } = (await network.create()) as unknown as { provider: Provider }
  const ask = (method: string, params: unknown[]) => provider.request({ method, params })
  const accounts = (await ask('eth_accounts', [])) as Address[]
  const block = (await ask('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex }
  let now = BigInt(block.timestamp)
  let pause = 1n

  async function transact(request: { from: Address; to?: Address; data: Hex }): Promise<Receipt> {
    now += pause
    pause = 1n
    await ask('evm_setNextBlockTimestamp', [`0x${now.toString(16)}`])
    const hash = await ask('eth_sendTransaction', [{ ...request, gas: '0x3000000' }])
    return (await ask('eth_getTransactionReceipt', [hash])) as Receipt
  }

  async function send({ from, to, abi, name, args }: Call): Promise<Sent> {
    const data = encodeFunctionData({ abi, functionName: name, args })
    try {
      const { logs } = await transact({ from, to, data })
      return { events: parseEventLogs({ abi, logs }) as unknown as { eventName: string; args: unknown }[] }
    } catch (error) {
      return { code: codeOf(error) }
    }
  }

  return {
    accounts,
    time: () => now,
    next: () => now + pause,
    wait: (seconds) => {
      pause = seconds > 1n ? seconds : 1n
    },
    async deploy(path, args) {
      const { abi, bytecode } = require(`../../../artifacts/contracts/${path}.json`) as { abi: Abi; bytecode: Hex }
      const [from] = accounts
      if (from === undefined) throw new Error('the chain has no accounts')
      const { contractAddress } = await transact({ from, data: encodeDeployData({ abi, bytecode, args }) })
      return contractAddress
    },
    send,
    async must(call) {
      const sent = await send(call)
      if ('code' in sent) throw new Error(`${call.name} reverted with ${sent.code}`)
      return sent.events
    },
    async read(to, abi, name, args = []) {
      const data = encodeFunctionData({ abi, functionName: name, args })
      const result = (await ask('eth_call', [{ to, data }, 'latest'])) as Hex
      return decodeFunctionResult({ abi, functionName: name, data: result, args })
    },
  }
}

/** The code that the core has for what a transaction reverted with. */
function codeOf(error: unknown): string {
  const data = revertData(error)
  if (data === undefined) throw error
  const { errorName, args = [] } = decodeErrorResult({ abi: ERRORS, data })
  if (errorName === 'Panic') return String(args[0]) === '17' ? 'Overflow' : `Panic ${String(args[0])}`
  return errorName.startsWith('SafeCastOverflowed') ? 'CastOverflow' : errorName
}

function revertData(error: unknown): Hex | undefined {
  for (let at: unknown = error; typeof at === 'object' && at !== null; at = (at as { cause?: unknown }).cause) {
    const { data } = at as { data?: unknown }
    if (typeof data === 'string' && data.startsWith('0x')) return data as Hex
    const inner = (data as { data?: unknown } | undefined)?.data
    if (typeof inner === 'string' && inner.startsWith('0x')) return inner as Hex
  }
  return undefined
}
