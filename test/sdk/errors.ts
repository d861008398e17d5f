import {
  decodeRevert,
  getQuoteState,
  isRevert,
  RevertError,
  takeGrid,
  tidemarkActions,
  toTidemarkError,
  verifyQuote,
} from '@tidemark/sdk'
import * as abis from '@tidemark/sdk/abis'
import { OverflowError, type Quote, ZERO_ADDRESS } from '@tidemark/sdk/core'
import * as ethersActions from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { BrowserProvider, Contract, JsonRpcProvider } from 'ethers'
import {
  type Abi,
  concat,
  createClient,
  custom,
  encodeErrorResult,
  http,
  parseAbi,
  toFunctionSelector,
  toFunctionSignature,
} from 'viem'
import { call, readContract, simulateContract } from 'viem/actions'
import { REVERTS } from '../../sdk/src/errors/reverts.ts'
import { expectError } from './helpers/expectError.ts'
import { startWorld, type World } from './helpers/world.ts'

const { exchangeAbi } = abis
const byEthers = ethersActions.toTidemarkError
const OURS = Object.values(abis as Record<string, Abi>)
  .flat()
  .filter((item): item is Extract<typeof item, { type: 'error' }> => item.type === 'error')
/** An error item of an ABI, as far as these tests look. */
interface AbiError {
  readonly type: 'error'
  readonly name: string
  readonly inputs: readonly { readonly name?: string; readonly type: string }[]
}

const SAMPLES: Record<string, unknown> = {
  address: '0x00000000000000000000000000000000000000AA',
  bytes32: `0x${'11'.repeat(32)}`,
  string: 'text',
  uint8: 64,
  uint16: 16,
  uint32: 32,
  uint64: 64n,
  uint72: 72n,
  uint88: 88n,
  uint128: 128n,
  uint256: 256n,
  int256: -256n,
}

/** A wallet's node on the chain of the devnet; whatever else it is asked, `answer` says. */
function nodeThat(answer: (asked: { params: readonly { data?: string }[] }) => Promise<unknown>) {
  const request = (asked: { method: string; params?: unknown }) =>
    asked.method === 'eth_chainId' ? Promise.resolve('0x7a69') : answer({ params: asked.params as { data?: string }[] })
  return { request }
}

describe('errors', () => {
  describe('decodeRevert', () => {
    for (const error of OURS as readonly AbiError[]) {
      it(`decodes ${error.name}`, () => {
        const values = error.inputs.map(({ type }) => SAMPLES[type])
        const data = encodeErrorResult({ abi: [error], errorName: error.name, args: values })
        const decoded = decodeRevert(data)
        expect(decoded.solidityName).to.equal(error.name)
        expect(decoded.code).to.equal(error.name.startsWith('SafeCast') ? 'CastOverflow' : error.name)
        expect(Object.keys(decoded.args)).to.deep.equal(error.inputs.map(({ name }) => name))
        expect(Object.values(decoded.args)).to.deep.equal(values)
        expect(decoded.data).to.equal(data)
        expect(decoded.message)
          .to.match(/^[-a-z0-9]/)
          .and.not.match(/[{}]|undefined/)
      })
    }

    it('knows no error that no contract has', () => {
      const known = parseAbi(Object.keys(REVERTS).map((signature) => `error ${signature}`)) as readonly AbiError[]
      const selector = ({ name, inputs }: AbiError) => toFunctionSelector(`${name}(${inputs.map((i) => i.type)})`)
      expect(new Set(known.map(selector))).to.deep.equal(new Set((OURS as readonly AbiError[]).map(selector)))
      expect(toFunctionSignature('f(uint256 a)')).to.equal('f(uint256)')
    })

    it('says what was given and what the bound is', () => {
      const data = encodeErrorResult({ abi: exchangeAbi, errorName: 'PriceBeyondLimit', args: [101n, 100n] })
      expect(decodeRevert(data).message).to.equal('the price 101 is beyond the limit 100')
    })

    const panic = (code: bigint) =>
      decodeRevert(encodeErrorResult({ abi: parseAbi(['error Panic(uint256)']), errorName: 'Panic', args: [code] }))

    it('gives panics the codes that core throws', () => {
      expect(panic(0x11n)).to.deep.include({ code: new OverflowError(0n, 1).code, solidityName: 'Panic' })
      expect(panic(0x12n).code).to.equal('DivisionByZero')
      expect(panic(0x32n)).to.deep.include({ code: 'Panic', args: { panic: 0x32n } })
    })

    it('keeps a plain reason', () => {
      const abi = parseAbi(['error Error(string)'])
      const data = encodeErrorResult({ abi, errorName: 'Error', args: ['paused'] })
      expect(decodeRevert(data)).to.deep.include({ code: 'Error', message: 'paused', args: { message: 'paused' } })
    })

    it('keeps what it does not know', () => {
      for (const data of ['0xdeadbeef', '0xdeadbeef00', '0x12', '0x'] as const) {
        expect(decodeRevert(data)).to.deep.include({ code: 'UnknownRevert', data, args: { data } })
      }
    })

    it('keeps data that a known selector does not explain', () => {
      const data = encodeErrorResult({ abi: exchangeAbi, errorName: 'UnknownMarket', args: [7] }).slice(0, 20) as '0x'
      expect(decodeRevert(data)).to.deep.include({ code: 'UnknownRevert', data })
    })
  })

  describe('toTidemarkError', function () {
    this.timeout(30_000)
    let world: World
    before(async () => {
      world = await startWorld()
    })
    after(() => world.node.stop())

    it('leaves our own errors alone, wrapped or not', () => {
      const error = new OverflowError(1n, 8)
      expect(toTidemarkError(error)).to.equal(error)
      expect(toTidemarkError(new Error('outer', { cause: error }))).to.equal(error)
    })

    it('finds the revert inside viem errors, whatever ABI they had', async () => {
      const { maker, exchange } = world
      const request = { abi: exchangeAbi, address: exchange, functionName: 'getMarket', args: [9] } as const
      const foreign = { ...request, abi: parseAbi(['function getMarket(uint32) view returns (uint256)']) } as const
      const attempts = [
        () => readContract(maker, request),
        () => readContract(maker, foreign),
        () => simulateContract(maker, { ...foreign, abi: parseAbi(['function getMarket(uint32)']) }),
      ]
      for (const attempt of attempts) {
        const thrown = await attempt().catch((error: unknown) => error)
        const error = toTidemarkError(thrown)
        expect(error).to.be.instanceOf(RevertError)
        expect(error).to.deep.include({ code: 'UnknownMarket', args: { marketId: 9 }, cause: thrown })
      }
    })

    it('finds the revert inside ethers errors', async () => {
      const provider = new JsonRpcProvider(world.node.url)
      const contract = new Contract(world.exchange, ['function getMarket(uint32) view returns (uint256)'], provider)
      const thrown = await contract
        .getFunction('getMarket')(9)
        .then(
          () => undefined,
          (error: unknown) => error,
        )
      provider.destroy()
      expect(toTidemarkError(thrown)).to.deep.include({ code: 'UnknownMarket', args: { marketId: 9 }, cause: thrown })
    })

    it('finds every error of ours inside what viem and ethers throw, however deep it was', async function () {
      // A thousand requests.
      this.timeout(120_000)
      const { maker, node } = world
      // One contract reverts with what it is called with, the other passes the call on and the revert back.
      const [echo, relay] = [
        '0x00000000000000000000000000000000000c0de4',
        '0x00000000000000000000000000000000000c0de5',
      ] as const
      await maker.setCode({ address: echo, bytecode: '0x36600490038060046000376000fd' })
      const forward = `0x365f5f375f5f365f5f73${echo.slice(2)}5af13d5f5f3e3d5ffd` as const
      await maker.setCode({ address: relay, bytecode: forward })
      const provider = new JsonRpcProvider(node.url, 31_337, { staticNetwork: true, cacheTimeout: -1 })
      for (const error of OURS as readonly AbiError[]) {
        const values = error.inputs.map(({ type }) => SAMPLES[type])
        const data = encodeErrorResult({ abi: [error], errorName: error.name, args: values })
        const attempts = [echo, relay].flatMap((to) => [
          () => call(maker, { to, data: concat(['0x12345678', data]) }),
          () => maker.sendTransaction({ to, data: concat(['0x12345678', data]) }),
          () => provider.call({ to, data: concat(['0x12345678', data]) }),
        ])
        const expected = {
          solidityName: error.name,
          data,
          code: decodeRevert(data).code,
          args: decodeRevert(data).args,
        }
        for (const attempt of attempts) {
          const thrown = await attempt().then(
            () => undefined,
            (reason: unknown) => reason,
          )
          expect(toTidemarkError(thrown), error.name).to.deep.include({ ...expected, cause: thrown })
          expect(byEthers(thrown), error.name).to.deep.include({ ...expected, cause: thrown })
        }
      }
      const odd = await provider.call({ to: relay, data: '0x12345678deadbeef01' }).catch((error: unknown) => error)
      expect(toTidemarkError(odd)).to.deep.include({ code: 'UnknownRevert', data: '0xdeadbeef01' })
      provider.destroy()
    })

    it('types the arguments of an error that is asked for by name', async () => {
      const thrown = await world.taker.getMarket({ marketId: 9 }).catch((error: unknown) => error)
      if (!isRevert(thrown, 'UnknownMarket')) throw thrown
      const { marketId }: { readonly marketId: number } = thrown.args
      expect(marketId).to.equal(9)
      expect(isRevert(thrown, 'QuoteExpired')).to.equal(false)
      expect(isRevert(new OverflowError(1n, 8), 'UnknownMarket')).to.equal(false)
    })

    it('tells a wallet that declined from a node that is away', async () => {
      expect(toTidemarkError({ code: 4001, message: 'User rejected' }).code).to.equal('UserRejected')
      expect(toTidemarkError({ code: 'ACTION_REJECTED' }).code).to.equal('UserRejected')
      const client = createClient({ transport: http('http://127.0.0.1:1', { retryCount: 0 }) })
      const request = { abi: exchangeAbi, address: world.exchange, functionName: 'marketCount' } as const
      const thrown = await readContract(client, request).catch((error: unknown) => error)
      expect(toTidemarkError(thrown)).to.deep.include({ code: 'RequestFailed', cause: thrown })
      expect(toTidemarkError('what').message).to.equal('what')
    })

    it('tells a node that failed from a contract that reverted, when ethers calls both the same', async () => {
      const request = { to: world.exchange, data: '0x12345678' } as const
      const said = async (error: { code: number; message: string; data?: unknown }) => {
        const provider = new BrowserProvider(nodeThat(() => Promise.reject(error)))
        const thrown = await Promise.all(
          [provider.call(request), provider.estimateGas(request)].map((asked) =>
            asked.catch((reason: unknown) => reason),
          ),
        )
        provider.destroy()
        expect(thrown.map((each) => (each as { code: string }).code)).to.deep.equal([
          'CALL_EXCEPTION',
          'CALL_EXCEPTION',
        ])
        return thrown.flatMap((each) => [toTidemarkError(each).code, byEthers(each).code])
      }
      const failed = Array.from({ length: 4 }, () => 'RequestFailed')
      const reverted = failed.map(() => 'UnknownRevert')
      expect(await said({ code: -32_005, message: 'Too Many Requests' })).to.deep.equal(failed)
      expect(await said({ code: -32_000, message: 'header not found' })).to.deep.equal(failed)
      expect(await said({ code: -32_000, message: 'execution reverted' })).to.deep.equal(reverted)
      const spent = { code: -32_000, message: 'gas required exceeds allowance (30000000)' }
      expect(await said(spent)).to.deep.equal(reverted)
      const client = createClient({
        transport: custom(
          nodeThat(() => Promise.reject(spent)),
          { retryCount: 0 },
        ),
      })
      const byViem = await call(client, request).catch((reason: unknown) => reason)
      expect(toTidemarkError(byViem).code).to.equal('UnknownRevert')
      expect(await said({ code: 3, message: 'failed', data: '0x' })).to.deep.equal(reverted)
      const wrapped = { code: 3, message: 'failed' }
      expect(await said({ code: -32_603, message: 'Internal JSON-RPC error.', data: wrapped })).to.deep.equal(reverted)
    })

    it('takes no answer about a signature from a node that gave none', async () => {
      const { maker, exchange } = world
      const signed = await maker.signQuote({
        marketId: 1,
        askPrice: 10n,
        askSize: 5n,
        expiry: 4_102_444_800n,
        salt: 9n,
      })
      const forged = { ...signed, exchange, quote: { ...signed.quote, askPrice: 1n } }
      const busy = nodeThat(({ params: [call] }) =>
        // What the maker is answers as before; only its opinion of the signature is not to be had.
        call?.data?.startsWith('0x1626ba7e')
          ? Promise.reject({ code: -32_005, message: 'Too Many Requests' })
          : maker.request({ method: 'eth_call', params: [call as never, 'latest'] }),
      )
      const provider = new BrowserProvider(busy)
      await expectError(ethersActions.verifyQuote(provider, forged), 'RequestFailed')
      provider.destroy()
      await expectError(
        createClient({ transport: custom(busy) })
          .extend(tidemarkActions())
          .verifyQuote(forged),
        'RequestFailed',
      )
    })

    it('tells an argument that cannot be encoded from a node that is away', async () => {
      const { taker, exchange } = world
      const take = { vault: exchange, side: 1, size: 1n, limitPrice: 1n } as const
      await expectError(takeGrid(taker, { ...take, size: 2n ** 64n }), 'InvalidArgument')
      await expectError(takeGrid(taker, { ...take, size: -1n }), 'InvalidArgument')
      await expectError(takeGrid(taker, { ...take, vault: '0x12' }), 'InvalidArgument')
      await expectError(taker.getVaultStats({ vault: '0x12' }), 'InvalidArgument')
      await expectError(taker.getMarket({ marketId: 2 ** 32 }), 'InvalidArgument')
      await expectError(taker.getMarket({ marketId: 1.5 }), 'InvalidArgument')
      const provider = new JsonRpcProvider(world.node.url)
      const contract = new Contract(exchange, ['function getMarket(uint32) view returns (uint256)'], provider)
      const thrown = await Promise.resolve(contract.getFunction('getMarket')(2n ** 32n)).catch((error) => error)
      provider.destroy()
      expect(toTidemarkError(thrown)).to.deep.include({ code: 'InvalidArgument', cause: thrown })
    })

    it('covers quotes that cannot be hashed', async () => {
      const { maker } = world
      const terms = {
        marketId: 1,
        bidPrice: 1n,
        bidSize: 1n,
        askPrice: 2n,
        askSize: 1n,
        nonce: 0n,
        epoch: 0n,
        salt: 0n,
      }
      const quote: Quote = { ...terms, expiry: 1n, maker: maker.account.address, taker: ZERO_ADDRESS }
      const signature = `0x${'11'.repeat(65)}` as const
      for (const wrong of [{ askSize: 2n ** 64n }, { maker: '0x12' as const }]) {
        const bad = { ...quote, ...wrong }
        await expectError(maker.signQuote({ ...bad, account: maker.account }), 'InvalidArgument')
        await expectError(getQuoteState(maker, { quote: bad }), 'InvalidArgument')
        await expectError(verifyQuote(maker, { quote: bad, signature }), 'InvalidArgument')
      }
      const garbage = `0x${'zz'.repeat(64)}1b` as const
      expect(await verifyQuote(maker, { quote, signature: garbage })).to.equal(false)
    })

    it('ends on errors that contain themselves', () => {
      const loop: { cause?: unknown; message: string } = { message: 'round' }
      loop.cause = loop
      expect(toTidemarkError(loop)).to.deep.include({ code: 'RequestFailed', message: 'round' })
    })
  })
})
