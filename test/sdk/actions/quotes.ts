import {
  canonicalSignature,
  consumeQuote,
  hashQuote,
  recoverQuoteSigner,
  Side,
  type SignedQuote,
  verifyQuote,
} from '@tidemark/sdk'
import { exchangeAbi, testTokenAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import {
  concat,
  createClient,
  http,
  numberToHex,
  parseSignature,
  serializeCompactSignature,
  serializeSignature,
  signatureToCompactSignature,
  slice,
} from 'viem'
import { anvil } from 'viem/chains'
import { expectError } from '../helpers/expectError.ts'
import { startWorld, type World } from '../helpers/world.ts'

const LOT = 10n ** 16n
const NEVER = 2n ** 64n - 1n
// Bid 20 lots at 9 900, ask 30 lots at 10 100.
const OFFER = { marketId: 1, bidPrice: 9_900n, bidSize: 20n, askPrice: 10_100n, askSize: 30n, expiry: NEVER } as const

describe('quote actions', function () {
  this.timeout(30_000)
  let world: World
  let start: `0x${string}`

  before(async () => {
    world = await startWorld()
  })
  beforeEach(async () => {
    start = await world.maker.snapshot()
  })
  afterEach(() => world.maker.revert({ id: start }))
  after(() => world.node.stop())

  const take = (signed: SignedQuote, side: Side, size: bigint, minSize = size) =>
    world.taker.takeQuoteSync({ quote: signed.quote, signature: signed.signature, side, size, minSize })

  it('signs what the contract hashes', async () => {
    const { maker, exchange } = world
    const { quote, hash } = await maker.signQuote({ ...OFFER, nonce: 7n, taker: world.taker.account.address })
    expect(await maker.readContract({ abi: exchangeAbi, address: exchange, functionName: 'hashQuote', args: [quote] }))
      .to.equal(hash)
      .and.to.equal(hashQuote(quote, { chainId: 31337, exchange }))
    expect(quote).to.deep.equal({
      ...OFFER,
      maker: maker.account.address,
      nonce: 7n,
      epoch: 0n,
      taker: world.taker.account.address,
      salt: 0n,
    })
  })

  it('salts standing quotes so that equal ones are distinct', async () => {
    const { maker } = world
    const [first, second] = [await maker.signQuote(OFFER), await maker.signQuote(OFFER)]
    expect(first.hash).not.to.equal(second.hash)
    expect((await maker.signQuote({ ...OFFER, salt: 5n })).quote.salt).to.equal(5n)
  })

  it('fills both sides of a standing quote in parts', async () => {
    const { maker, taker, gained } = world
    const signed = await maker.signQuote(OFFER)
    const [makerAddress, takerAddress] = [maker.account.address, taker.account.address]
    const buy = async () => {
      const { receipt: _, ...fill } = await take(signed, Side.Ask, 12n)
      expect(fill).to.deep.equal({
        marketId: 1,
        maker: makerAddress,
        taker: takerAddress,
        seq: 1n,
        side: Side.Ask,
        size: 12n,
        // 12 lots x 10 100 x 100.
        notional: 12_120_000n,
        fee: 6_060n,
        rebate: 0n,
        ref: signed.hash,
      })
    }
    expect(await gained(takerAddress, buy)).to.deep.equal({ base: 12n * LOT, quote: -12_126_060n })
    const sell = async () => {
      const fill = await take(signed, Side.Bid, 7n)
      // 7 lots x 9 900 x 100.
      expect([fill.notional, fill.fee, fill.seq]).to.deep.equal([6_930_000n, 3_465n, 2n])
    }
    expect(await gained(makerAddress, sell)).to.deep.equal({ base: 7n * LOT, quote: -6_930_000n })
    const { bidLeft, askLeft, standing } = await maker.getQuoteState({ quote: signed.quote })
    expect([bidLeft, askLeft]).to.deep.equal([13n, 18n])
    expect(standing).to.deep.equal({ bidFilled: 7n, askFilled: 12n, cancelled: false })
    await expectError(take(signed, Side.Ask, 19n), 'SizeBelowMinimum', { size: 18n, minSize: 19n })
    expect((await take(signed, Side.Ask, 19n, 1n)).size).to.equal(18n)
    await expectError(take(signed, Side.Ask, 1n), 'NothingToTake', {})
    expect((await take(signed, Side.Bid, 13n)).seq).to.equal(4n)
  })

  it('rounds the fee up, in the venue favour', async () => {
    const { maker } = world
    const signed = await maker.signQuote({ ...OFFER, askPrice: 1n })
    // 1 tick x 100 atoms x 1 lot = 100 atoms; 5 bps of it is 0.05.
    const fill = await take(signed, Side.Ask, 1n)
    expect([fill.notional, fill.fee]).to.deep.equal([100n, 1n])
  })

  it('retires streaming quotes by a fill of a newer one', async () => {
    const { maker } = world
    const [old, newer] = [
      await maker.signQuote({ ...OFFER, nonce: 1n }),
      await maker.signQuote({ ...OFFER, nonce: 5n }),
    ]
    await take(old, Side.Bid, 20n)
    await expectError(take(old, Side.Bid, 1n), 'NothingToTake', {})
    expect((await take(newer, Side.Bid, 20n)).size).to.equal(20n)
    await expectError(take(old, Side.Ask, 1n), 'QuoteRetired', { nonce: 1n, current: 5n })
    expect(await maker.getQuoteState({ quote: old.quote })).to.deep.include({ bidLeft: 0n, askLeft: 0n })
    const { bidLeft, askLeft, stream } = await maker.getQuoteState({ quote: newer.quote })
    expect([bidLeft, askLeft]).to.deep.equal([0n, 30n])
    expect(stream).to.deep.equal({ nonce: 5n, bidFilled: 20n, askFilled: 0n, seq: 2n })
    const next = await maker.signQuote({ ...OFFER, nonce: 6n })
    expect(await maker.getQuoteState({ quote: next.quote })).to.deep.include({ bidLeft: 20n, askLeft: 30n })
  })

  it('bounds how far a nonce may jump', async () => {
    const { maker } = world
    const limit = 2n ** 42n
    const far = await maker.signQuote({ ...OFFER, nonce: limit + 1n })
    await expectError(take(far, Side.Ask, 1n), 'NonceJumpTooLarge', { nonce: limit + 1n, current: 0n, maxJump: limit })
    const { receipt: _, ...event } = await maker.cancelQuotesUpToSync({ marketId: 1, quoteNonce: limit })
    expect(event).to.deep.equal({ maker: maker.account.address, marketId: 1, nonce: limit })
    expect((await take(far, Side.Ask, 1n)).size).to.equal(1n)
    await expectError(maker.cancelQuotesUpTo({ marketId: 1, quoteNonce: 3n }), 'QuoteRetired', {
      nonce: 3n,
      current: limit + 1n,
    })
  })

  it('leaves standing quotes alone when streaming ones are retired', async () => {
    const { maker } = world
    const standing = await maker.signQuote(OFFER)
    await maker.cancelQuotesUpToSync({ marketId: 1, quoteNonce: 9n })
    expect((await take(standing, Side.Ask, 30n)).size).to.equal(30n)
  })

  it('cancels one standing quote, by its maker only', async () => {
    const { maker, taker } = world
    const signed = await maker.signQuote(OFFER)
    await expectError(taker.cancelQuote({ quote: signed.quote }), 'NotMaker', {
      maker: maker.account.address,
      caller: taker.account.address,
    })
    const { hash, maker: by } = await maker.cancelQuoteSync({ quote: signed.quote })
    expect([hash, by]).to.deep.equal([signed.hash, maker.account.address])
    await expectError(take(signed, Side.Ask, 1n), 'CancelledQuote', { hash })
    expect(await maker.getQuoteState({ quote: signed.quote })).to.deep.include({ bidLeft: 0n, askLeft: 0n })
  })

  it('cancels everything by raising the epoch', async () => {
    const { maker } = world
    const signed = await maker.signQuote(OFFER)
    const { epoch } = await maker.raiseEpochSync()
    expect(epoch).to.equal(1n)
    await expectError(take(signed, Side.Ask, 1n), 'QuoteEpochMismatch', { epoch: 0n, current: 1n })
    const fresh = await maker.signQuote(OFFER)
    expect(fresh.quote.epoch).to.equal(1n)
    expect((await take(fresh, Side.Ask, 1n)).size).to.equal(1n)
  })

  it('fills until the last second of its expiry', async () => {
    const { maker, taker } = world
    const { timestamp } = await taker.getBlock()
    const signed = await maker.signQuote({ ...OFFER, expiry: timestamp + 100n })
    await maker.setNextBlockTimestamp({ timestamp: timestamp + 100n })
    expect((await take(signed, Side.Ask, 1n)).size).to.equal(1n)
    await maker.setNextBlockTimestamp({ timestamp: timestamp + 101n })
    await maker.mine({ blocks: 1 })
    const expired = await expectError(take(signed, Side.Ask, 1n), 'QuoteExpired')
    expect(expired.args.expiry).to.equal(timestamp + 100n)
  })

  it('honours the taker it names, the limit price and its own maker', async () => {
    const { maker, taker, stranger } = world
    const named = await maker.signQuote({ ...OFFER, taker: stranger.account.address })
    await expectError(take(named, Side.Ask, 1n), 'QuoteNotForTaker', {
      taker: stranger.account.address,
      caller: taker.account.address,
    })
    const { quote, signature } = await maker.signQuote(OFFER)
    const terms = { quote, signature, size: 1n } as const
    await expectError(taker.takeQuote({ ...terms, side: Side.Ask, limitPrice: 10_099n }), 'PriceBeyondLimit', {
      price: 10_100n,
      limitPrice: 10_099n,
    })
    await expectError(taker.takeQuote({ ...terms, side: Side.Bid, limitPrice: 9_901n }), 'PriceBeyondLimit')
    await expectError(maker.takeQuote({ ...terms, side: Side.Ask }), 'SelfTrade', { account: maker.account.address })
  })

  it('verifies signatures as the exchange does', async () => {
    const { maker, taker } = world
    const { quote, signature } = await maker.signQuote(OFFER)
    expect(await taker.verifyQuote({ quote, signature })).to.equal(true)
    const forged = { quote: { ...quote, askPrice: 1n }, signature }
    expect(await taker.verifyQuote(forged)).to.equal(false)
    await expectError(taker.takeQuote({ ...forged, side: Side.Ask, size: 1n }), 'InvalidSignature', {
      maker: maker.account.address,
    })
  })

  it('refuses the forms of a signature that the exchange refuses', async () => {
    const { maker, taker } = world
    const { quote, signature } = await maker.signQuote(OFFER)
    const { r, s, yParity } = parseSignature(signature)
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
    const twin = { r, s: numberToHex(order - BigInt(s), { size: 32 }), yParity: 1 - yParity }
    const forms = {
      compact: serializeCompactSignature(signatureToCompactSignature({ r, s, yParity })),
      zeroBased: concat([slice(signature, 0, 64), numberToHex(yParity, { size: 1 })]),
      malleable: serializeSignature(twin),
      noPoint: concat([numberToHex(0n, { size: 64 }), '0x1b']),
      empty: '0x',
    } as const
    for (const [name, form] of Object.entries(forms)) {
      expect(await taker.verifyQuote({ quote, signature: form }), name).to.equal(false)
      await expectError(taker.takeQuote({ quote, signature: form, side: Side.Ask, size: 1n }), 'InvalidSignature')
    }
    // The first two are the same signature in other clothes.
    expect([forms.compact, forms.zeroBased].map(canonicalSignature)).to.deep.equal([signature, signature])
    expect([signature, forms.malleable, '0x1234' as const].map(canonicalSignature)).to.deep.equal([
      signature,
      forms.malleable,
      '0x1234',
    ])
  })

  it('signs with an account that the node or a wallet holds', async () => {
    const { maker, governor, exchange } = world
    const account = governor.account.address
    const { quote, signature, hash } = await maker.signQuote({ ...OFFER, account })
    expect(quote.maker).to.equal(account)
    expect(await maker.verifyQuote({ quote, signature })).to.equal(true)
    expect(await recoverQuoteSigner(quote, signature, { chainId: 31337, exchange })).to.equal(account)
    expect(hash).to.equal(hashQuote(quote, { chainId: 31337, exchange }))
  })

  it('takes a refusal for an answer and silence for none', async () => {
    const { maker, exchange, stranger } = world
    const reverting = '0x00000000000000000000000000000000000c0de2'
    const signed = await stranger.signQuote({ ...OFFER, maker: reverting })
    for (const bytecode of ['0x5f5ffd', '0x00', '0x60ff60005260206000f3'] as const) {
      await maker.setCode({ address: reverting, bytecode })
      expect(await maker.verifyQuote(signed), bytecode).to.equal(false)
    }
    const away = createClient({ chain: anvil, transport: http('http://127.0.0.1:1', { retryCount: 0 }) })
    await expectError(verifyQuote(away, { ...signed, exchange }), 'RequestFailed')
  })

  it('refuses to cancel a streaming quote by hash, which would leave it fillable', async () => {
    const { maker } = world
    const { quote } = await maker.signQuote({ ...OFFER, nonce: 4n })
    await expectError(maker.cancelQuote({ quote }), 'QuoteNotStanding', { nonce: 4n })
  })

  it('verifies and fills quotes of a contract wallet', async () => {
    const { maker, governor, stranger, exchange } = world
    const wallet = '0x00000000000000000000000000000000000c0de1'
    const signed = await stranger.signQuote({ ...OFFER, maker: wallet })
    expect(await maker.verifyQuote(signed)).to.equal(false)
    // Answers every call with the ERC-1271 magic value.
    await maker.setCode({ address: wallet, bytecode: '0x631626ba7e60e01b60005260206000f3' })
    expect(await maker.verifyQuote(signed)).to.equal(true)
    await maker.setBalance({ address: wallet, value: 10n ** 18n })
    await maker.impersonateAccount({ address: wallet })
    await maker.approveTokenSync({ account: wallet, token: world.base, spender: exchange, amount: 10n ** 18n })
    const hash = await governor.writeContract({
      abi: testTokenAbi,
      address: world.base,
      functionName: 'mint',
      args: [wallet, 10n ** 18n],
    })
    await governor.waitForTransactionReceipt({ hash })
    expect((await take(signed, Side.Ask, 2n)).maker.toLowerCase()).to.equal(wallet)
  })

  it('predicts the next fill from the state it reads', async () => {
    const { maker, taker } = world
    const { quote, signature, hash } = await maker.signQuote({ ...OFFER, nonce: 3n })
    await take({ quote, signature, hash }, Side.Ask, 4n)
    const record = await maker.getQuoteState({ quote })
    const terms = { side: Side.Ask, size: 100n, caller: taker.account.address, timestamp: 0n, hash } as const
    const predicted = consumeQuote(record, quote, terms)
    const fill = await take({ quote, signature, hash }, Side.Ask, 100n, 1n)
    expect([fill.size, fill.seq]).to.deep.equal([predicted.filled, predicted.seq]).and.to.deep.equal([26n, 2n])
    expect((await maker.getQuoteState({ quote })).stream).to.deep.equal(predicted.record.stream)
  })
})
