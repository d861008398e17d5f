import { readFile } from 'node:fs/promises'
import { approveTokenSync, testTokenAbi } from '@tidemark/sdk'
import type { Abi, Address, Hex } from 'viem'
import { deployContract, waitForTransactionReceipt, writeContract } from 'viem/actions'
import type { DevnetClient } from './client.ts'

const artifact = new URL('../../artifacts/contracts/mocks/TestToken.sol/TestToken.json', import.meta.url)

/** What a token calls itself. */
export interface TokenTerms {
  readonly name: string
  readonly symbol: string
  readonly decimals: number
}

/** Deploy an ERC-20 that anyone may mint. */
export async function deployToken(client: DevnetClient, account: Address, terms: TokenTerms): Promise<Address> {
  const { bytecode } = JSON.parse(await readFile(artifact, 'utf8')) as { bytecode: Hex }
  const args = [terms.name, terms.symbol, terms.decimals] as const
  const hash = await deployContract(client, { abi: testTokenAbi as Abi, bytecode, account, args })
  const { contractAddress } = await waitForTransactionReceipt(client, { hash })
  if (!contractAddress) throw new Error(`the deployment of ${terms.symbol} created no contract`)
  return contractAddress
}

/** Give `account` an amount of a test token. */
export async function mint(client: DevnetClient, token: Address, account: Address, amount: bigint): Promise<void> {
  if (amount === 0n) return
  const call = { address: token, abi: testTokenAbi, functionName: 'mint', args: [account, amount], account } as const
  await waitForTransactionReceipt(client, { hash: await writeContract(client, call) })
}

/** Let `spender` move any amount of the account's tokens. */
export async function approveAll(
  client: DevnetClient,
  token: Address,
  account: Address,
  spender: Address,
): Promise<void> {
  await approveTokenSync(client, { token, spender, amount: 2n ** 256n - 1n, account })
}
