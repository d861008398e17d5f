import { takeGridCall, takeQuoteCall, tidemarkActions } from '@tidemark/sdk'
import type { getMarket } from '@tidemark/sdk/actions'
import { expect } from 'chai'
import {
  createClient,
  createPublicClient,
  createWalletClient,
  custom,
  http,
  type PublicClient,
  publicActions,
} from 'viem'
import { multicall, simulateContract } from 'viem/actions'
import { celo, mainnet, optimism, zksync } from 'viem/chains'

const NOBODY = '0x0000000000000000000000000000000000000000'
const silent = custom({ request: async () => undefined })

// Most of this is for the compiler: clients of every make take the actions, and calls fit viem's own.
describe('types', () => {
  it('takes clients with and without chain and account, of chains with formatters of their own', () => {
    const clients = [
      createClient({ transport: silent }).extend(tidemarkActions()),
      createPublicClient({ chain: mainnet, transport: http() }).extend(tidemarkActions()),
      createPublicClient({ chain: optimism, transport: http() }).extend(tidemarkActions()),
      createPublicClient({ chain: celo, transport: silent }).extend(tidemarkActions()),
      createWalletClient({ chain: zksync, transport: silent, account: NOBODY })
        .extend(publicActions)
        .extend(tidemarkActions({ exchange: NOBODY })),
    ]
    for (const client of clients) expect(client.getMarket).to.be.a('function')
    const market: Parameters<typeof getMarket>[0] = createPublicClient({ chain: zksync, transport: silent })
    expect(market.chain?.id).to.equal(324)
  })

  it('builds calls that viem infers results from', () => {
    const take = { exchange: NOBODY, side: 0, size: 1n, limitPrice: 1n, recipient: NOBODY } as const
    const call = takeGridCall({ ...take, vault: NOBODY })
    const fee = async (client: PublicClient): Promise<bigint> => {
      const { result } = await simulateContract(client, { ...call, account: NOBODY })
      return result.fee
    }
    const size = async (client: PublicClient): Promise<bigint> => {
      const [outcome] = await multicall(client, { contracts: [call] })
      return outcome.status === 'success' ? outcome.result.size : 0n
    }
    expect([fee, size].map((read) => read.length)).to.deep.equal([1, 1])
    expect(call.functionName).to.equal('takeGrid')
    expect(takeQuoteCall.length).to.equal(1)
  })
})
