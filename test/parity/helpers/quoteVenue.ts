import { tidemarkActions } from '@tidemark/sdk'
import { exchangeAbi, testTokenAbi } from '@tidemark/sdk/abis'
import { network } from 'hardhat'
import { type Address, getContract, maxUint256 } from 'viem'
import { exchangeArgs, marketTerms } from '../../helpers/terms.ts'

/**
 * An exchange on an in-process chain with one market: lots of 0.01 base, ticks of 100 quote atoms per lot, fee 5 bps.
 * `maker` and `taker` hold both tokens and have approved the exchange without limit; each has the SDK's actions.
 */
export async function createQuoteVenue() {
  const { viem } = await network.create()
  const [governor, ...others] = await viem.getWalletClients()
  if (governor === undefined) throw new Error('the in-process chain has no accounts')
  const deploy = async (name: string, args: unknown[]) =>
    ((await viem.deployContract(name as never, args as never)) as { address: Address }).address
  const exchange = await deploy('Exchange', [...exchangeArgs(governor.account.address)])
  const base = await deploy('TestToken', ['Base', 'BASE', 18])
  const quote = await deploy('TestToken', ['Quote', 'USD', 6])
  const { write } = getContract({ abi: exchangeAbi, address: exchange, client: governor })
  await write.createMarket([marketTerms(base, quote, { lotSize: 10n ** 16n, tickSize: 100n, takerFeeBps: 5 })])

  const [maker, taker, stranger] = others.map((wallet) => wallet.extend(tidemarkActions({ exchange })))
  if (!maker || !taker || !stranger) throw new Error('the in-process chain has too few accounts')
  for (const { account, approveTokenSync } of [maker, taker]) {
    for (const token of [base, quote]) {
      const { write } = getContract({ abi: testTokenAbi, address: token, client: governor })
      await write.mint([account.address, 10n ** 30n])
      await approveTokenSync({ token, spender: exchange, amount: maxUint256 })
    }
  }
  return { exchange, maker, taker, stranger }
}

export type QuoteVenue = Awaited<ReturnType<typeof createQuoteVenue>>
