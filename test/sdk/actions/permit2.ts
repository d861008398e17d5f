import { readFile } from 'node:fs/promises'
import { PERMIT2_ADDRESS, permit2Call, Side, takeGridCall } from '@tidemark/sdk'
import * as ethersActions from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { HDNodeWallet, JsonRpcProvider } from 'ethers'
import type { Hex } from 'viem'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const YEAR_2100 = 4_102_444_800n
const GRID = { prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const
// 5 lots x 11 000 ticks x 100 atoms, and 5 bps of that.
const PAID = 5_502_750n

describe('Permit2', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`
  let start: Hex

  before(async () => {
    world = await startWorld()
    const { maker, taker, governor, exchange, quote } = world
    const file = new URL('../../vectors/permit2.json', import.meta.url)
    const { address, code } = JSON.parse(await readFile(file, 'utf8')) as { address: string; code: Hex }
    expect(PERMIT2_ADDRESS).to.equal(address)
    await governor.setCode({ address: PERMIT2_ADDRESS, bytecode: code })
    await maker.approveGridVaultSync({ marketId: 1, ...GRID })
    vault = (await maker.createGridVaultSync({ marketId: 1, ...GRID })).vault
    await taker.approveTokenSync({ token: quote, spender: exchange, amount: 0n })
    await taker.approveTokenSync({ token: quote, spender: PERMIT2_ADDRESS, amount: 2n ** 256n - 1n })
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  const buy = { side: Side.Ask, size: 5n, limitPrice: 11_000n } as const

  it('pays for a take out of a signature, in one transaction', async () => {
    const { taker, exchange, quote, gained } = world
    const permit = await taker.signPermit2({
      ...{ token: quote, spender: exchange, amount: 6_000_000n, expiration: YEAR_2100 },
    })
    expect(permit).to.deep.include({ owner: taker.account.address, nonce: 0, deadline: YEAR_2100 })
    const paid = await gained(taker.account.address, () => taker.takeGridSync({ ...buy, vault, permits: [permit] }))
    expect(paid).to.deep.equal({ base: 5n * 10n ** 16n, quote: -PAID })
    const left = await taker.getPermit2Allowance({ token: quote, spender: exchange })
    expect(left).to.deep.equal({ amount: 6_000_000n - PAID, expiration: YEAR_2100, nonce: 1 })
    // 497,250 atoms are left: too few for five lots. The token speaks of its own allowance.
    const missing = { spender: exchange, allowance: 0n, needed: 5_500_000n }
    await expectError(taker.takeGrid({ ...buy, vault }), 'ERC20InsufficientAllowance', missing)
  })

  it('takes a permit that somebody used before, and one among the calls of a multicall', async () => {
    const { taker, exchange, quote } = world
    const terms = { token: quote, spender: exchange, amount: PAID, expiration: YEAR_2100 } as const
    const first = await taker.signPermit2(terms)
    await taker.takeGridSync({ ...buy, vault, permits: [first] })
    await expectError(taker.takeGrid({ ...buy, vault, permits: [first] }), 'ERC20InsufficientAllowance')
    const permit = await taker.signPermit2({ ...terms, deadline: YEAR_2100 - 1n })
    expect(permit).to.deep.include({ nonce: 1, deadline: YEAR_2100 - 1n })
    const take = takeGridCall({ ...buy, exchange, vault, recipient: taker.account.address })
    await taker.multicallSync({ target: exchange, calls: [permit2Call(permit), take] })
    expect((await taker.getPermit2Allowance({ token: quote, spender: exchange })).amount).to.equal(0n)
  })

  it('does not pay what is not allowed', async () => {
    const { taker, exchange, quote } = world
    const terms = { token: quote, spender: exchange, amount: PAID - 1n, expiration: YEAR_2100 } as const
    const little = await taker.signPermit2(terms)
    await expectError(taker.takeGrid({ ...buy, vault, permits: [little] }), 'ERC20InsufficientAllowance')
    const over = await taker.signPermit2({ ...terms, amount: PAID, expiration: 1n, deadline: YEAR_2100 })
    await expectError(taker.takeGrid({ ...buy, vault, permits: [over] }), 'ERC20InsufficientAllowance')
    await taker.approveTokenSync({ token: quote, spender: PERMIT2_ADDRESS, amount: 0n })
    const enough = await taker.signPermit2({ ...terms, amount: PAID })
    await expectError(taker.takeGrid({ ...buy, vault, permits: [enough] }), 'ERC20InsufficientAllowance')
  })

  it('signs by ethers as by viem', async () => {
    const { taker, exchange, quote, node } = world
    const provider = new JsonRpcProvider(node.url, 31_337, { staticNetwork: true, cacheTimeout: -1 })
    try {
      const phrase = 'test test test test test test test test test test test junk'
      const wallet = HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/2`).connect(provider)
      const terms = { token: quote, spender: exchange, amount: PAID, expiration: YEAR_2100 } as const
      const permit = await ethersActions.signPermit2(wallet, terms)
      expect(permit).to.deep.equal(await taker.signPermit2(terms))
      await ethersActions.takeGridSync(wallet, { ...buy, exchange, vault, permits: [permit] })
      expect(await ethersActions.getPermit2Allowance(wallet, { token: quote, spender: exchange })).to.deep.equal({
        ...{ amount: 0n, expiration: YEAR_2100, nonce: 1 },
      })
    } finally {
      provider.destroy()
    }
  })

  it('says so on a chain without Permit2', async () => {
    const { governor, taker, exchange, quote } = world
    await governor.setCode({ address: PERMIT2_ADDRESS, bytecode: '0x' })
    const terms = { token: quote, spender: exchange, amount: 1n, expiration: YEAR_2100 } as const
    await expectError(taker.signPermit2(terms), 'RequestFailed')
  })
})
