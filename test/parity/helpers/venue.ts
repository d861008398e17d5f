import { exchangeAbi, makerVaultAbi, testTokenAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { geometricPrices, type Side, type VaultTerms } from '@tidemark/sdk/core'
import { network } from 'hardhat'
import { type Address, getContract, type Hex, maxUint256, parseEventLogs } from 'viem'
import { exchangeArgs, gridVaultParams, marketTerms } from '../../helpers/terms.ts'

const FOREVER = (1n << 64n) - 1n

/** A vault on an in-process chain, and the calls its owner and a taker make. */
export interface Venue {
  readonly terms: VaultTerms
  take(side: Side, size: bigint): Promise<{ notional: bigint; fee: bigint }>
  deposit(base: bigint, quote: bigint): Promise<void>
  withdraw(base: bigint, quote: bigint): Promise<void>
  /** `stats()`, the quote balance and `roi()`. */
  record(): Promise<Record<string, unknown>>
}

async function accounts<T>(clients: Promise<readonly T[]>): Promise<[T, T, T]> {
  const [first, second, third] = await clients
  if (!first || !second || !third) throw new Error('the in-process chain has too few accounts')
  return [first, second, third]
}

/** Deploy the contracts, open an 18/6-decimals market and fund a geometric grid of 20 prices. */
export async function createVenue(): Promise<Venue> {
  const { viem } = await network.create()
  const chain = await viem.getPublicClient()
  const [governor, owner, taker] = await accounts(viem.getWalletClients())
  type Wallet = typeof owner
  const as = (wallet: Wallet) => ({ public: chain, wallet })
  const deploy = async (name: string, args: unknown[]) =>
    ((await viem.deployContract(name as never, args as never)) as { address: Address }).address

  const exchange = getContract({
    abi: exchangeAbi,
    address: await deploy('Exchange', [...exchangeArgs(governor.account.address)]),
    client: as(taker),
  })
  const factory = getContract({
    abi: vaultFactoryAbi,
    address: await deploy('VaultFactory', [exchange.address]),
    client: as(owner),
  })
  const base = await deploy('TestToken', ['Base', 'BASE', 18])
  const quote = await deploy('TestToken', ['Quote', 'USD', 6])
  // Too low a fee to bear rebates.
  const market = { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 2 }
  const govern = { account: governor.account }
  await exchange.write.setFactory([1, factory.address], govern)
  await exchange.write.createMarket([marketTerms(base, quote, market)], govern)

  async function grant(wallet: Wallet, spender: Address): Promise<void> {
    for (const address of [base, quote]) {
      const token = getContract({ abi: testTokenAbi, address, client: as(wallet) })
      await token.write.mint([wallet.account.address, 10n ** 30n])
      await token.write.approve([spender, maxUint256])
    }
  }
  await grant(owner, factory.address)
  await grant(taker, exchange.address)

  const terms: VaultTerms = {
    market,
    prices: geometricPrices(61_234n, 347_777n, 20),
    sizePerCell: 137n,
    referencePrice: 146_925n,
  }
  const hash = await factory.write.createVault([gridVaultParams(1, terms, { manager: governor.account.address })])
  const { logs } = await chain.waitForTransactionReceipt({ hash })
  const [created] = parseEventLogs({ abi: vaultFactoryAbi, logs, eventName: 'VaultCreated' })
  if (created === undefined) throw new Error('no vault was created')
  const vault = getContract({ abi: makerVaultAbi, address: created.args.vault, client: as(owner) })
  await grant(owner, vault.address)
  const quoteToken = getContract({ abi: testTokenAbi, address: quote, client: chain })

  return {
    terms,
    async take(side, size) {
      const limitPrice = side === 1 ? FOREVER : 0n
      const recipient = taker.account.address
      const terms = { side, size, minSize: size, limitPrice, recipient, deadline: FOREVER }
      const hash: Hex = await exchange.write.takeGrid([vault.address, terms])
      const { logs } = await chain.waitForTransactionReceipt({ hash })
      const [fill] = parseEventLogs({ abi: exchangeAbi, logs, eventName: 'Fill' })
      if (fill === undefined) throw new Error('no fill was logged')
      return { notional: fill.args.notional, fee: fill.args.fee }
    },
    async deposit(baseAmount, quoteAmount) {
      await vault.write.deposit([baseAmount, quoteAmount])
    },
    async withdraw(baseAmount, quoteAmount) {
      await vault.write.withdraw([baseAmount, quoteAmount, owner.account.address])
    },
    async record() {
      const [stats, quoteHeld, [, roi]] = await Promise.all([
        vault.read.stats(),
        quoteToken.read.balanceOf([vault.address]),
        vault.read.roi(),
      ])
      const { events: _events, bidCursor: _bidCursor, ...record } = stats
      return { ...record, quoteHeld, roi }
    },
  }
}
