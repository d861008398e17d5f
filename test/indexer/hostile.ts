import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import { type Address, encodeAbiParameters, type Hex, numberToHex, type RpcLog } from 'viem'
import type { Rpc } from '../../indexer/src/chain/rpc.ts'
import { describeToken } from '../../indexer/src/chain/tokens.ts'
import { openDatabase } from '../../indexer/src/store/database.ts'
import { digestIndex } from '../../indexer/src/store/digest.ts'
import { readToken } from '../../indexer/src/store/read/meta.ts'
import { one } from '../../indexer/src/store/read/read.ts'
import { QUOTER, Script } from './helpers/events.ts'
import { digest, IDENTITY, indexEvents, indexInto, memoryIndex, read } from './helpers/index.ts'
import { type PostgresServer, startPostgres } from './helpers/postgres.ts'
import { Stage } from './helpers/stage.ts'

describe('indexer of hostile chains', function () {
  this.timeout(60_000)
  let stage: Stage
  let server: PostgresServer

  before(async () => {
    ;[stage, server] = await Promise.all([Stage.open({ blocks: 15, seed: 71, finality: 66 }), startPostgres()])
  })

  afterEach(() => stage.reset())

  after(async () => {
    await server?.stop()
    await stage?.close()
  })

  it('holds log indexes beyond 31 bits, in both engines alike', async () => {
    stage.proxy.tamper = (result, { method }) => {
      if (method !== 'eth_getLogs') return result
      return (result as RpcLog[]).map((log) => ({ ...log, logIndex: numberToHex(0xffffff00 + Number(log.logIndex)) }))
    }
    const url = await server.database()
    await stage.follow('indexes.db')
    await stage.start(url, '--rpc', stage.rpc).url()
    await stage.caughtUp('indexes.db')
    await stage.caughtUp(url)
    expect(await stage.digestOf(url)).to.deep.equal(await stage.digestOf('indexes.db'))
    const highest = await stage.read(url, one('SELECT max(log_index) AS top FROM fill WHERE chain_id = @chain'))
    expect(highest?.top).to.be.within(0xffffff00, 0xffffffff)
  })

  it('passes over 500 blocks that hold nothing', async () => {
    await stage.follow('empty.db')
    await stage.caughtUp('empty.db')
    await stage.devnet.client.mine({ blocks: 500 })
    await stage.trading.blocks(2)
    await stage.expectClean('empty.db')
  })

  it('takes 30,000 logs of one block, in both engines alike', async () => {
    const { events } = new Script()
      .market()
      .block(7_200)
      .fill(1n, Side.Bid, 5n, 40_000n, 20n, 0n, {
        maker: QUOTER,
        ref: `0x${'9'.repeat(64)}`,
      })
    const [market, fill] = events
    if (market === undefined || fill?.kind !== 'fill') throw new TypeError('the script is another one')
    const fills = Array.from({ length: 30_000 }, (_, i) => {
      return { ...fill, seq: BigInt(i + 1), at: { ...fill.at, logIndex: i } }
    })
    const index = memoryIndex()
    await indexEvents(index, [market, ...fills])
    const count = read(index, one('SELECT count(*) AS n, max(seq) AS last FROM fill WHERE chain_id = @chain'))
    expect(count).to.deep.equal({ n: 30_000, last: 30_000 })
    const database = await openDatabase(await server.database(), true)
    await database.create(IDENTITY)
    const writer = await database.write(IDENTITY.chainId)
    await indexInto(writer, [market, ...fills])
    const reader = await database.read(IDENTITY.chainId)
    expect(await reader.run(digestIndex())).to.deep.equal(digest(index))
    await writer.close()
    await database.close()
  })

  it('shows of tokens what can be shown, in both engines alike', async () => {
    const text = (symbol: string) => encodeAbiParameters([{ type: 'string' }], [symbol])
    const bytes = (hex: string) => encodeAbiParameters([{ type: 'bytes' }], [`0x${hex}`])
    const symbols: [answer: Hex, shown: string | undefined][] = [
      [text('A\0B\u0007C'), 'ABC'],
      [text('💧'.repeat(40)), '💧'.repeat(32)],
      // Half of a pair, and bytes that are no text.
      [bytes('eda0bd41'), '���A'],
      [bytes('fffe42'), '��B'],
      [text(''), undefined],
      [text(' \n\t '), undefined],
      [text('{"\\\'},NULL;--'), '{"\\\'},NULL;--'],
      [text('x'.repeat(5_000)), undefined],
      ['0x', undefined],
    ]
    const database = await openDatabase(await server.database(), true)
    await database.create(IDENTITY)
    const writer = await database.write(IDENTITY.chainId)
    const reader = await database.read(IDENTITY.chainId)
    const index = memoryIndex()
    for (const [i, [answer, shown]] of symbols.entries()) {
      const token: Address = `0x${(i + 1).toString(16).padStart(40, '0')}`
      // Decimals of 2^256 - 1.
      const node = {
        call: async (_: Address, data: Hex) => (data.startsWith('0x313ce567') ? `0x${'f'.repeat(64)}` : answer),
      }
      const info = await describeToken(node as unknown as Rpc, token)
      expect(info).to.deep.equal({ address: token, symbol: shown, decimals: undefined })
      await Promise.all([index.writer.saveToken(info), writer.saveToken(info)])
      expect(read(index, readToken(token))).to.deep.equal(info)
      expect(await reader.run(readToken(token))).to.deep.equal(info)
    }
    await writer.close()
    await database.close()
  })
})
