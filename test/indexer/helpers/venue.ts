import { readFileSync } from 'node:fs'
import { exchangeAbi, makerVaultAbi, testTokenAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { arithmeticPrices, Side } from '@tidemark/sdk/core'
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeDeployData,
  encodeFunctionData,
  type Hex,
  maxUint256,
  zeroAddress,
} from 'viem'
import { exchangeArgs, gridVaultParams, marketTerms } from '../../helpers/terms.ts'
import { type DevnetClient, GENESIS } from './devnet.ts'

/** Units of the one market tests trade on: prices of 100 quote per base are 1,000 ticks. */
export const UNITS = { lotSize: 10n ** 15n, tickSize: 100n, takerFeeBps: 5 } as const

/** The grid of the vaults that tests make. */
export const GRID = { prices: arithmeticPrices(900n, 1_100n, 21), sizePerCell: 1_000n, referencePrice: 1_000n }

/** A deployed exchange with one market, and the accounts that use it. */
export interface Venue {
  readonly client: DevnetClient
  readonly exchange: Address
  readonly factory: Address
  readonly base: Address
  readonly quote: Address
  readonly accounts: readonly Address[]
}

/** Call a contract from one of the node's accounts. The call waits for a block. */
export async function send<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'nonpayable'>,
  args extends ContractFunctionArgs<abi, 'nonpayable', name>,
>(client: DevnetClient, from: Address, to: Address, abi: abi, functionName: name, args: args): Promise<Hex> {
  const data = encodeFunctionData({ abi: abi as Abi, functionName: functionName as string, args: args as unknown[] })
  return client.submit({ from, to, data, gas: 5_000_000n })
}

/** Make a block at `timestamp` of everything sent, or a second after the last one. */
export async function mine(client: DevnetClient, timestamp?: number): Promise<void> {
  if (timestamp !== undefined) await client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) })
  await client.mine({ blocks: 1 })
}

/** Deploy everything at `timestamp`. Every account has tokens and has approved exchange and factory. */
export async function deployVenue(client: DevnetClient, timestamp = GENESIS + 60): Promise<Venue> {
  const accounts = (await client.getAddresses()).slice(0, 6)
  const governor = at(accounts, 0)
  const base = await deploy(client, governor, 'mocks/TestToken', testTokenAbi, ['Base', 'BASE', 18])
  const quote = await deploy(client, governor, 'mocks/TestToken', testTokenAbi, ['Quote', 'QUOTE', 6])
  const exchange = await deploy(client, governor, 'Exchange', exchangeAbi, [...exchangeArgs(governor)])
  const factory = await deploy(client, governor, 'VaultFactory', vaultFactoryAbi, [exchange])
  await send(client, governor, exchange, exchangeAbi, 'setFactory', [1, factory])
  await send(client, governor, exchange, exchangeAbi, 'createMarket', [marketTerms(base, quote, UNITS)])
  for (const account of accounts) {
    for (const token of [base, quote]) {
      await send(client, account, token, testTokenAbi, 'mint', [account, 10n ** 30n])
      await send(client, account, token, testTokenAbi, 'approve', [exchange, maxUint256])
      await send(client, account, token, testTokenAbi, 'approve', [factory, maxUint256])
    }
  }
  await mine(client, timestamp)
  return { client, exchange, factory, base, quote, accounts }
}

/** Create a grid vault of `owner`'s, approve its deposits, and say where it will be. The calls wait for a block. */
export async function createVault({ client, factory, base, quote }: Venue, owner: Address): Promise<Address> {
  const params = gridVaultParams(1, GRID)
  const call = { address: factory, abi: vaultFactoryAbi, functionName: 'predictVault' } as const
  const vault = await client.readContract({ ...call, args: [owner, params] })
  await send(client, owner, factory, vaultFactoryAbi, 'createVault', [params])
  for (const token of [base, quote]) await send(client, owner, token, testTokenAbi, 'approve', [vault, maxUint256])
  return vault
}

/** Take `size` lots of a vault's grid at any price. */
export function take(
  { client, exchange }: Venue,
  taker: Address,
  vault: Address,
  side: Side,
  size: bigint,
): Promise<Hex> {
  const limitPrice = side === Side.Ask ? 2n ** 64n - 1n : 0n
  const terms = { side, size, minSize: 0n, limitPrice, recipient: taker, deadline: 2n ** 64n - 1n }
  return send(client, taker, exchange, exchangeAbi, 'takeGrid', [vault, terms])
}

/** Fill `size` lots of a quote that `maker` signs for the purpose, at `price` ticks. */
export async function takeQuote(
  { client, exchange }: Venue,
  taker: Address,
  maker: Address,
  side: Side,
  size: bigint,
  price: bigint,
  salt: bigint,
): Promise<Hex> {
  const offer = { bidPrice: price, bidSize: size, askPrice: price, askSize: size }
  const quote = { maker, marketId: 1, ...offer, nonce: 0n, epoch: 0n, expiry: 2n ** 64n - 1n, taker: zeroAddress, salt }
  const signature = await client.signTypedData({
    account: maker,
    domain: { name: 'Tidemark', version: '1', chainId: 31_337, verifyingContract: exchange },
    types: { Quote: QUOTE_FIELDS.map(([type, name]) => ({ type, name })) },
    primaryType: 'Quote',
    message: quote,
  })
  const terms = { side, size, minSize: size, limitPrice: price, recipient: taker, deadline: 2n ** 64n - 1n }
  return send(client, taker, exchange, exchangeAbi, 'takeQuote', [quote, signature, terms])
}

/** A vault's own record on chain. */
export function vaultStats({ client }: Venue, vault: Address) {
  return client.readContract({ address: vault, abi: makerVaultAbi, functionName: 'stats' })
}

/** The element at `index`, which is there. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items.at(index)
  if (item === undefined) throw new RangeError(`no element ${index} of ${items.length}`)
  return item
}

const QUOTE_FIELDS = [
  ['address', 'maker'],
  ['uint32', 'marketId'],
  ['uint64', 'bidPrice'],
  ['uint64', 'bidSize'],
  ['uint64', 'askPrice'],
  ['uint64', 'askSize'],
  ['uint64', 'nonce'],
  ['uint64', 'epoch'],
  ['uint64', 'expiry'],
  ['address', 'taker'],
  ['uint256', 'salt'],
] as const

export async function deploy(
  client: DevnetClient,
  from: Address,
  name: string,
  abi: Abi,
  args: unknown[],
): Promise<Address> {
  const contract = name.split('/').at(-1)
  const artifact = new URL(`../../../artifacts/contracts/${name}.sol/${contract}.json`, import.meta.url)
  const { bytecode } = JSON.parse(readFileSync(artifact, 'utf8')) as { bytecode: Hex }
  const data = encodeDeployData({ abi, bytecode, args })
  const hash = await client.submit({ from, data, gas: 20_000_000n })
  await mine(client)
  const { contractAddress, status } = await client.getTransactionReceipt({ hash })
  if (contractAddress == null || status !== 'success') throw new Error(`${name} was not deployed`)
  return contractAddress
}
