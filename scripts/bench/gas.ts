import { exchangeAbi, testTokenAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { arithmeticPrices, QUOTE_TYPES, quoteDomain, Side } from '@tidemark/sdk/core'
import { network } from 'hardhat'
import { type Address, getContract, type Hex, parseEventLogs } from 'viem'
import { atMost, type Report, type Row } from './report.ts'

/** Gas of user-facing transactions as receipts show it, beside the limits the project set itself from measured peers. */
export async function run(): Promise<Report> {
  const { viem } = await network.create()
  const [governor, owner, taker, maker] = await viem.getWalletClients()
  if (!governor || !owner || !taker || !maker) throw new Error('the in-process chain has too few accounts')
  const chain = await viem.getPublicClient()
  const FOREVER = (1n << 64n) - 1n

  const client = { public: chain, wallet: governor }
  const deploy = async (name: string, args: unknown[]) =>
    (await viem.deployContract(name as never, args as never)) as { address: Address }
  const exchange = getContract({ abi: exchangeAbi, client, ...(await deploy('Exchange', [governor.account.address])) })
  const factory = getContract({ abi: vaultFactoryAbi, client, ...(await deploy('VaultFactory', [exchange.address])) })
  const token = async (symbol: string, decimals: number) =>
    getContract({ abi: testTokenAbi, client, ...(await deploy('TestToken', [symbol, symbol, decimals])) })
  const base = await token('BASE', 18)
  const quote = await token('USD', 6)
  await exchange.write.setVaultFactory([factory.address])
  const LOT = 10n ** 16n
  for (const feeBps of [5, 0]) await exchange.write.createMarket([base.address, quote.address, LOT, 100n, feeBps])
  // Every balance is non-zero before and every allowance infinite, as for the peers.
  for (const { account } of [owner, taker, maker]) {
    await base.write.mint([account.address, 10n ** 30n])
    await quote.write.mint([account.address, 10n ** 30n])
    for (const { write } of [base, quote]) {
      for (const spender of [exchange.address, factory.address]) {
        await write.approve([spender, (1n << 256n) - 1n], { account })
      }
    }
  }
  await quote.write.mint([exchange.address, 1n])

  const gasOf = async (hash: Hex) => (await chain.waitForTransactionReceipt({ hash })).gasUsed

  async function createVault(levels: number, salt: bigint): Promise<{ vault: Address; gas: bigint }> {
    const prices = arithmeticPrices(90_000n, 90_000n + 200n * BigInt(levels - 1), levels)
    const reference = prices[levels >> 1] ?? 0n
    const hash = await factory.write.createGridVault(
      [
        {
          marketId: 1,
          manager: governor?.account.address ?? exchange.address,
          prices,
          sizePerCell: 100n,
          referencePrice: reference,
          salt: `0x${salt.toString(16).padStart(64, '0')}`,
        },
      ],
      { account: owner?.account },
    )
    const receipt = await chain.waitForTransactionReceipt({ hash })
    const [created] = parseEventLogs({ abi: factory.abi, logs: receipt.logs, eventName: 'VaultCreated' })
    if (created === undefined) throw new Error('no vault was created')
    return { vault: created.args.vault, gas: receipt.gasUsed }
  }

  async function takeGrid(vault: Address, side: Side, size: bigint): Promise<bigint> {
    const limitPrice = side === Side.Ask ? FOREVER : 0n
    const recipient = taker?.account.address ?? exchange.address
    return gasOf(
      await exchange.write.takeGrid([vault, { side, size, minSize: size, limitPrice, recipient, deadline: FOREVER }], {
        account: taker?.account,
      }),
    )
  }

  async function takeQuote(marketId: number, nonce: bigint, salt: bigint, size: bigint): Promise<bigint> {
    if (!maker || !taker) throw new Error('unreachable')
    const terms = {
      maker: maker.account.address,
      marketId,
      bidPrice: 90_000n,
      bidSize: 100n,
      askPrice: 90_100n,
      askSize: 100n,
      nonce,
      epoch: 0n,
      expiry: FOREVER,
      taker: '0x0000000000000000000000000000000000000000',
      salt,
    } as const
    const signature = await maker.signTypedData({
      domain: quoteDomain(await chain.getChainId(), exchange.address),
      types: QUOTE_TYPES,
      primaryType: 'Quote',
      message: terms,
    })
    const recipient = taker.account.address
    return gasOf(
      await exchange.write.takeQuote(
        [terms, signature, { side: Side.Ask, size, minSize: size, limitPrice: FOREVER, recipient, deadline: FOREVER }],
        { account: taker.account },
      ),
    )
  }

  const rows: Row[] = []
  const row = (metric: string, gas: bigint, target: number) => rows.push(atMost(metric, Number(gas), 'gas', target))

  const small = await createVault(10, 1n)
  const large = await createVault(100, 2n)
  // A first fill in each direction writes words for the first time; the measured ones find them used.
  for (const { vault } of [small, large]) {
    await takeGrid(vault, Side.Ask, 10n)
    await takeGrid(vault, Side.Bid, 10n)
  }
  row('vault grid, buy within 1 cell', await takeGrid(large.vault, Side.Ask, 50n), 108_000)
  await takeGrid(large.vault, Side.Bid, 50n)
  row('vault grid, sell within 1 cell', await takeGrid(large.vault, Side.Bid, 50n), 108_000)
  await takeGrid(large.vault, Side.Ask, 50n)
  row('vault grid, buy across 5 cells', await takeGrid(large.vault, Side.Ask, 500n), 110_000)
  row('vault grid, sell across 5 cells', await takeGrid(large.vault, Side.Bid, 500n), 110_000)
  // Deep enough that inventory remains: emptying the position would earn a refund.
  await takeGrid(large.vault, Side.Bid, 1_100n)
  row('vault grid, buy across 50 cells', await takeGrid(large.vault, Side.Ask, 5_000n), 122_000)
  row('create vault, funded 10-level grid', small.gas, 420_000)
  row('create vault, funded 100-level grid', large.gas, 600_000)

  await takeQuote(2, 1n, 0n, 100n)
  row('quote, no fee, streaming, full fill', await takeQuote(2, 2n, 0n, 100n), 75_800)
  row('quote, no fee, standing, full fill', await takeQuote(2, 0n, 1n, 100n), 92_900)
  await takeQuote(2, 3n, 0n, 10n)
  row('quote, no fee, later partial fill', await takeQuote(2, 3n, 0n, 10n), 72_400)
  await takeQuote(1, 1n, 0n, 10n)
  row('quote, taker fee, later partial fill', await takeQuote(1, 1n, 0n, 10n), 95_000)
  return { name: 'gas', rows }
}
