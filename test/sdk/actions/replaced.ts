import { getMarket, setVaultManagerSync } from '@tidemark/sdk'
import { expect } from 'chai'
import { createClient, custom, type EIP1193RequestFn, type Hash, http } from 'viem'
import { anvil } from 'viem/chains'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const TERMS = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
// Enough of both, not estimated: a node estimates upon the pending transaction that is to be replaced.
const SEND = { gas: 200_000n, maxFeePerGas: 50_000_000_000n, maxPriorityFeePerGas: 20_000_000_000n }

describe('transactions that the wallet sends anew', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`

  before(async () => {
    world = await startWorld()
    await world.maker.approveGridVaultSync(TERMS)
    vault = (await world.maker.createGridVaultSync(TERMS)).vault
    await world.maker.setAutomine(false)
  })
  after(() => world.node.stop())

  /** Appoint a manager, and once that is seen pending let `resend` take its nonce. */
  async function replace(resend: (nonce: number) => Promise<Hash>) {
    const { maker, taker } = world
    let seen: (nonce: number) => void = () => {}
    const pending = new Promise<number>((resolve) => {
      seen = resolve
    })
    const request: EIP1193RequestFn = async (call) => {
      const result = await maker.request(call as never)
      if (call.method === 'eth_getTransactionByHash' && result !== null) seen(Number((result as { nonce: Hash }).nonce))
      return result as never
    }
    const client = createClient({
      account: maker.account,
      chain: anvil,
      transport: custom({ request }),
      pollingInterval: 20,
      cacheTime: 0,
    })
    const sent = setVaultManagerSync(client, { vault, manager: taker.account.address })
    // Looked at below; until then nobody listens.
    sent.catch(() => {})
    const hash = await resend(await pending)
    await maker.mine({ blocks: 1 })
    return { sent, hash }
  }

  it('names the transaction that cancelled it', async () => {
    const { maker } = world
    const { sent, hash } = await replace((nonce) =>
      maker.sendTransaction({ ...SEND, nonce, to: maker.account.address, value: 0n }),
    )
    const { args, message } = await expectError(sent, 'TransactionReplaced')
    expect(args).to.include({ replacement: hash, reason: 'cancelled' })
    expect(args.hash)
      .to.match(/^0x[0-9a-f]{64}$/)
      .and.not.equal(hash)
    expect(message).to.equal(`transaction ${args.hash} was cancelled: ${hash} took its nonce`)
  })

  it('names the transaction that replaced it', async () => {
    const { maker, stranger } = world
    const { sent, hash } = await replace((nonce) => maker.haltVault({ vault, nonce, ...SEND }))
    expect((await expectError(sent, 'TransactionReplaced')).args).to.include({ replacement: hash, reason: 'replaced' })
    expect((await stranger.getVaultStats({ vault })).halted).to.equal(true)
  })

  it('takes a repriced one for the same', async () => {
    const { maker, taker } = world
    const manager = taker.account.address
    const { sent, hash } = await replace((nonce) => maker.setVaultManager({ vault, manager, nonce, ...SEND }))
    const { receipt } = await sent
    expect(receipt.transactionHash).to.equal(hash)
  })
})

describe('a node that is away', () => {
  it('is a RequestFailed, also when only the node could name the chain', async () => {
    const client = createClient({ transport: http('http://127.0.0.1:1', { retryCount: 0 }) })
    await expectError(getMarket(client, { marketId: 1 }), 'RequestFailed')
  })
})
