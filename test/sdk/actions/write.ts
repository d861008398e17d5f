import {
  createGridVaultCall,
  getAddresses,
  getMarket,
  haltVaultSync,
  TidemarkError,
  takeGridCall,
  tidemarkActions,
  UnknownDeploymentError,
} from '@tidemark/sdk'
import { expect } from 'chai'
import { createClient, encodeFunctionData, http } from 'viem'
import { anvil } from 'viem/chains'
import { expectError, expectThrow } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const TERMS = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const

describe('writes', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`

  before(async () => {
    world = await startWorld()
    await world.maker.approveGridVaultSync(TERMS)
    vault = (await world.maker.createGridVaultSync(TERMS)).vault
  })
  after(() => world.node.stop())

  it('builds calls for simulation, gas estimates and encoding, without a client', async () => {
    const { maker, taker, exchange, vaultFactory } = world
    const take = { exchange, vault, side: 1, size: 2n, limitPrice: 11_000n, recipient: taker.account.address } as const
    const call = takeGridCall(take)
    expect(call.args).to.deep.equal([
      vault,
      {
        side: 1,
        size: 2n,
        minSize: 2n,
        limitPrice: 11_000n,
        recipient: taker.account.address,
        deadline: 18_446_744_073_709_551_615n,
      },
    ])
    const { result } = await taker.simulateContract({ ...call, account: taker.account })
    expect(result).to.deep.equal({ size: 2n, notional: 2_200_000n, fee: 1_100n })
    expect(await taker.estimateContractGas({ ...call, account: taker.account })).to.be.within(21_000n, 400_000n)
    expect(encodeFunctionData(createGridVaultCall({ ...TERMS, vaultFactory }))).to.match(/^0x[0-9a-f]{8}/)
    expect((await maker.getVaultStats({ vault })).fills).to.equal(0n)
  })

  it('returns a hash, with the gas and nonce it was told', async () => {
    const { maker } = world
    const nonce = await maker.getTransactionCount({ address: maker.account.address })
    const hash = await maker.setVaultManager({
      vault,
      manager: maker.account.address,
      gas: 123_456n,
      nonce,
      maxFeePerGas: 5_000_000_000n,
      maxPriorityFeePerGas: 3n,
    })
    const transaction = await maker.getTransaction({ hash })
    expect(transaction).to.deep.include({
      gas: 123_456n,
      nonce,
      maxFeePerGas: 5_000_000_000n,
      maxPriorityFeePerGas: 3n,
    })
  })

  it('throws when a transaction was included and reverted, with the reason', async () => {
    const { taker } = world
    const take = { vault, side: 1, size: 1n, limitPrice: 10_000n, simulate: false, gas: 500_000n } as const
    const error = await expectError(taker.takeGridSync(take), 'TransactionReverted')
    expect(error.cause).to.be.instanceOf(TidemarkError).with.property('code', 'NothingToTake')
    const { gas: _, ...estimated } = take
    await expectError(taker.takeGridSync(estimated), 'NothingToTake')
  })

  it('needs an account, of the client or of the call', async () => {
    const { node, maker } = world
    const client = createClient({ transport: http(node.url), pollingInterval: 20 })
    await expectError(haltVaultSync(client, { vault }), 'AccountRequired')
    const { by } = await haltVaultSync(client, { vault, account: maker.account })
    expect(by).to.equal(maker.account.address)
  })

  it('needs a deployment, known or given', async () => {
    const { node, exchange } = world
    expectThrow(() => getAddresses(999), 'UnknownDeployment', { chainId: 999 })
    const client = createClient({ chain: { ...anvil, id: 999 }, transport: http(node.url) })
    await expectError(getMarket(client, { marketId: 1 }), 'UnknownDeployment')
    expect((await getMarket(client, { marketId: 1, exchange })).marketId).to.equal(1)
    const bound = client.extend(tidemarkActions({ exchange }))
    expect((await bound.getMarket({ marketId: 1 })).takerFeeBps).to.equal(5)
    expect(new UnknownDeploymentError(7).message).to.contain('chain 7')
  })

  it('says when an address is not the contract it should be', async () => {
    const { maker, base } = world
    await expectError(maker.getVaultStats({ vault: base }), 'UnknownRevert')
    await expectError(maker.getVaultStats({ vault: maker.account.address }), 'RequestFailed')
    // A contract that accepts every call and does nothing.
    const mute = '0x00000000000000000000000000000000000c0de0'
    await maker.setCode({ address: mute, bytecode: '0x00' })
    await expectError(maker.haltVaultSync({ vault: mute }), 'MissingEvent')
  })

  it('reads the state of an earlier block', async () => {
    const { taker, maker } = world
    await maker.resumeVaultSync({ vault })
    const blockNumber = await taker.getBlockNumber()
    await taker.takeGridSync({ vault, side: 1, size: 1n, limitPrice: 11_000n })
    expect((await taker.getVaultStats({ vault })).fills).to.equal(1n)
    expect((await taker.getVaultStats({ vault, blockNumber })).fills).to.equal(0n)
    expect((await taker.getVaultGrid({ vault, blockNumber })).cursor).to.equal(10n)
  })
})
