import { readFile } from 'node:fs/promises'
import { MakerKind, type TidemarkContracts, testTokenAbi, tidemarkActions } from '@tidemark/sdk'
import {
  type Abi,
  type Address,
  createClient,
  getAddress,
  type Hex,
  http,
  publicActions,
  testActions,
  walletActions,
} from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { anvil as anvilChain } from 'viem/chains'
import { exchangeArgs } from '../../helpers/terms.ts'
import { startAnvil } from './anvil.ts'

const MNEMONIC = 'test test test test test test test test test test test junk'

/** An account of the devnet with every action, ours and viem's, bound to it. */
export function actor(url: string, addressIndex: number, at: TidemarkContracts = {}) {
  return createClient({
    account: mnemonicToAccount(MNEMONIC, { addressIndex }),
    chain: anvilChain,
    transport: http(url),
    pollingInterval: 20,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions)
    .extend(testActions({ mode: 'anvil' }))
    .extend(tidemarkActions(at))
}

export type Actor = ReturnType<typeof actor>

export async function deploy(from: Actor, artifact: string, args: readonly unknown[]): Promise<Address> {
  const file = new URL(`../../../artifacts/contracts/${artifact}.json`, import.meta.url)
  const { abi, bytecode } = JSON.parse(await readFile(file, 'utf8')) as { abi: Abi; bytecode: Hex }
  const hash = await from.deployContract({ abi, bytecode, args })
  const { contractAddress } = await from.waitForTransactionReceipt({ hash })
  if (contractAddress === null || contractAddress === undefined) throw new Error(`${artifact} was not deployed`)
  return getAddress(contractAddress)
}

/** 10 000 base tokens and 1 000 000 quote tokens for everyone. */
export const BASE_MINTED = 10_000n * 10n ** 18n
export const QUOTE_MINTED = 1_000_000n * 10n ** 6n

/**
 * A devnet with one market: base of 18 decimals, quote of 6, lots of 0.01 base, ticks of 0.01 quote per base (100 atoms
 * per lot), taker fee 5 bps, a fifth of it for pools. `maker` and `taker` hold both tokens and have approved the exchange without limit.
 */
export async function startWorld() {
  const node = await startAnvil()
  const governor = actor(node.url, 0)
  const base = await deploy(governor, 'mocks/TestToken.sol/TestToken', ['Base', 'BASE', 18])
  const quote = await deploy(governor, 'mocks/TestToken.sol/TestToken', ['Quote', 'QUOTE', 6])
  const exchange = await deploy(governor, 'Exchange.sol/Exchange', [...exchangeArgs(governor.account.address)])
  const vaultFactory = await deploy(governor, 'VaultFactory.sol/VaultFactory', [exchange])
  const poolFactory = await deploy(governor, 'PoolFactory.sol/PoolFactory', [exchange])
  const lens = await deploy(governor, 'Lens.sol/Lens', [exchange])
  const at = { exchange, vaultFactory, poolFactory, lens }
  const [maker, taker, stranger] = [1, 2, 3].map((index) => actor(node.url, index, at)) as [Actor, Actor, Actor]
  const send = async (hash: Promise<Hex>) => governor.waitForTransactionReceipt({ hash: await hash })
  await governor.setFactorySync({ exchange, kind: MakerKind.Vault, factory: vaultFactory })
  await governor.setFactorySync({ exchange, kind: MakerKind.Pool, factory: poolFactory })
  const { marketId } = await governor.createMarketSync({
    ...{ exchange, base, quote, lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5, poolFeeShareBps: 2_000 },
  })
  for (const { account, approveTokenSync } of [maker, taker]) {
    for (const [token, amount] of [
      [base, BASE_MINTED],
      [quote, QUOTE_MINTED],
    ] as const) {
      await send(
        governor.writeContract({
          abi: testTokenAbi,
          address: token,
          functionName: 'mint',
          args: [account.address, amount],
        }),
      )
      await approveTokenSync({ token, spender: exchange, amount: 2n ** 256n - 1n })
    }
  }
  const balances = async (holder: Address) => {
    const read = (token: Address) =>
      governor.readContract({ abi: testTokenAbi, address: token, functionName: 'balanceOf', args: [holder] })
    return { base: await read(base), quote: await read(quote) }
  }
  /** Atoms that `holder` gained by `act`; negative is spent. */
  const gained = async (holder: Address, act: () => Promise<unknown>) => {
    const before = await balances(holder)
    await act()
    const after = await balances(holder)
    return { base: after.base - before.base, quote: after.quote - before.quote }
  }
  return { node, governor, maker, taker, stranger, base, quote, ...at, balances, gained, marketId }
}

export type World = Awaited<ReturnType<typeof startWorld>>
