import { expect } from 'chai'
import { type BaseContract, Contract, type Signer } from 'ethers'
import { network } from 'hardhat'
import type { Hex } from 'viem'
import { exchangeArgs, marketTerms } from '../helpers/terms.ts'

const FOREVER = (1n << 64n) - 1n
const LOT = 10n ** 16n
const TICK = 100n

/** A function of a contract by its name, sent by `from` where given. */
function method(contract: BaseContract, name: string, from?: Signer) {
  const { target, interface: abi, runner } = contract
  return new Contract(target, abi, from ?? runner).getFunction(name)
}

/** The contracts as somebody with ethers meets them: real tokens of 18 and 6 decimals, a wallet's typed signature. */
describe('contracts: a market through ethers', () => {
  async function venue() {
    const { ethers } = await network.create()
    const [governor, maker, taker] = await ethers.getSigners()
    if (!governor || !maker || !taker) throw new Error('the in-process chain has too few accounts')
    const exchange = await ethers.deployContract('Exchange', [...exchangeArgs(governor.address as Hex)])
    const base = await ethers.deployContract('TestToken', ['Base', 'BASE', 18])
    const quote = await ethers.deployContract('TestToken', ['Dollar', 'USD', 6])
    const units = { lotSize: LOT, tickSize: TICK, takerFeeBps: 5 }
    await method(exchange, 'createMarket')(marketTerms(base.target as Hex, quote.target as Hex, units))
    for (const account of [maker, taker]) {
      for (const token of [base, quote]) {
        await method(token, 'mint')(account.address, 10n ** 24n)
        await method(token, 'approve', account)(exchange.target, ethers.MaxUint256)
      }
    }
    const domain = { name: 'Tidemark', version: '1', chainId: 31337, verifyingContract: String(exchange.target) }
    return { ethers, exchange, base, quote, maker, taker, domain }
  }

  const types = {
    Quote: [
      ['maker', 'address'],
      ['marketId', 'uint32'],
      ['bidPrice', 'uint64'],
      ['bidSize', 'uint64'],
      ['askPrice', 'uint64'],
      ['askSize', 'uint64'],
      ['nonce', 'uint64'],
      ['epoch', 'uint64'],
      ['expiry', 'uint64'],
      ['taker', 'address'],
      ['salt', 'uint256'],
    ].map(([name = '', type = '']) => ({ name, type })),
  }

  const terms = (maker: string) => ({
    maker,
    marketId: 1,
    bidPrice: 99_000n,
    bidSize: 40n,
    askPrice: 101_000n,
    askSize: 30n,
    nonce: 1n,
    epoch: 0n,
    expiry: FOREVER,
    taker: '0x0000000000000000000000000000000000000000',
    salt: 0n,
  })

  it("settles both sides of a wallet's signed quote", async () => {
    const { ethers, exchange, base, quote, maker, taker, domain } = await venue()
    const offer = terms(maker.address)
    const signature = await maker.signTypedData(domain, types, offer)
    const hash = ethers.TypedDataEncoder.hash(domain, types, offer)
    expect(await method(exchange, 'hashQuote')(offer)).to.equal(hash)

    const take = { side: 1, size: 25n, minSize: 25n, limitPrice: 101_000n, recipient: taker.address, deadline: FOREVER }
    // 25 lots at 101,000 ticks of 100 atoms: 252.5 dollars, and 5 bps of it as fee.
    await expect(method(exchange, 'takeQuote', taker)(offer, signature, take))
      .to.emit(exchange, 'Fill')
      .withArgs(1, maker.address, taker.address, 1, 1, 25, 252_500_000n, 126_250n, 0, hash)
    expect(await method(base, 'balanceOf')(taker.address)).to.equal(10n ** 24n + 25n * LOT)
    expect(await method(quote, 'balanceOf')(maker.address)).to.equal(10n ** 24n + 252_500_000n)
    expect(await method(quote, 'balanceOf')(exchange.target)).to.equal(126_250n)

    const sale = { ...take, side: 0, size: 40n, minSize: 1n, limitPrice: 99_000n }
    // 40 lots at 99,000: 396 dollars less a fee of 0.198.
    await expect(method(exchange, 'takeQuote', taker)(offer, signature, sale))
      .to.emit(exchange, 'Fill')
      .withArgs(1, maker.address, taker.address, 2, 0, 40, 396_000_000n, 198_000n, 0, hash)
    expect(await method(base, 'balanceOf')(maker.address)).to.equal(10n ** 24n + 15n * LOT)
    expect(await method(exchange, 'makerState')(maker.address, 1)).to.deep.equal([1n, 40n, 25n, 2n])
  })

  it('refuses a quote that was signed for another exchange or chain', async () => {
    const { exchange, maker, taker, domain } = await venue()
    const offer = terms(maker.address)
    const take = { side: 1, size: 1n, minSize: 1n, limitPrice: FOREVER, recipient: taker.address, deadline: FOREVER }
    for (const elsewhere of [
      { chainId: 1 },
      { verifyingContract: taker.address },
      { version: '2' },
      { name: 'Other' },
    ]) {
      const signature = await maker.signTypedData({ ...domain, ...elsewhere }, types, offer)
      await expect(method(exchange, 'takeQuote', taker)(offer, signature, take))
        .to.be.revertedWithCustomError(exchange, 'InvalidSignature')
        .withArgs(maker.address)
    }
  })

  it('hands the governor role over in two steps', async () => {
    const { exchange, maker, taker } = await venue()
    await method(exchange, 'transferOwnership')(maker.address)
    await expect(method(exchange, 'acceptOwnership', taker)()).to.be.revertedWithCustomError(
      exchange,
      'OwnableUnauthorizedAccount',
    )
    await method(exchange, 'acceptOwnership', maker)()
    expect(await method(exchange, 'owner')()).to.equal(maker.address)
    expect(await method(exchange, 'pendingOwner')()).to.equal('0x0000000000000000000000000000000000000000')
  })
})
