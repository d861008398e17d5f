import { exchangeAbi, liquidityPoolAbi, makerVaultAbi, poolFactoryAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import {
  type AbiEvent,
  type AbiParameter,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  keccak256,
  toHex,
} from 'viem'
import { mayContain } from '../../indexer/src/chain/bloom.ts'
import { decode } from '../../indexer/src/chain/decode.ts'
import { looksCapped, understand } from '../../indexer/src/chain/limits.ts'
import type { RawLog } from '../../indexer/src/chain/logs.ts'
import { Range } from '../../indexer/src/chain/range.ts'
import { signatureOf } from '../../indexer/src/chain/signatures.ts'
import { InvariantBroken } from '../../indexer/src/errors.ts'

const EVENTS = [exchangeAbi, makerVaultAbi, vaultFactoryAbi, liquidityPoolAbi, poolFactoryAbi]
  .flatMap((abi) => abi.filter((item) => item.type === 'event') as AbiEvent[])
  .map((item) => ({ item, topic: encodeEventTopics({ abi: [item] } as never)[0] as Hex }))
  .filter(({ topic }) => signatureOf(topic) !== undefined)

/** A value of a parameter's type that is told from others, within its bounds. */
function sample({ type, name = '', ...rest }: AbiParameter, salt: number): unknown {
  const n = BigInt(keccak256(toHex(`${name}${salt}`)))
  if (name === 'side' || name === 'mode') return 1
  if (name === 'kind') return 2
  if (name === 'priceWidth') return 2
  if (name === 'packedPrices') return '0x000a0014001e'
  if (type === 'address') return `0x${n.toString(16).padStart(64, '0').slice(24)}`
  if (type === 'bool') return true
  if (type === 'bytes') return '0x0102030405'
  if (type === 'bytes32') return `0x${n.toString(16).padStart(64, '0')}`
  if (type === 'tuple') {
    const { components } = rest as { components: readonly AbiParameter[] }
    return Object.fromEntries(components.map((part, i) => [part.name, sample(part, salt + i)]))
  }
  const list = /^(.*)\[(\d*)\]$/.exec(type)
  if (list)
    return Array.from({ length: Number(list[2] || 3) }, (_, i) => sample({ type: list[1] ?? '', name }, salt + i))
  const [, signed, bits = '256'] = /^(u?)int(\d+)$/.exec(type) ?? []
  const value = n % (1n << BigInt(Math.min(Number(bits), name === 'eventSeq' ? 40 : 256) - 1))
  const wide = Number(bits) > 48
  return wide ? (signed === '' ? -value : value) : Number(signed === '' ? -value : value)
}

describe('decoding by fixed places', () => {
  it('follows every event that our contracts emit', () => {
    const followed = EVENTS.map(({ item }) => item.name)
    const emitted = [exchangeAbi, makerVaultAbi, vaultFactoryAbi, liquidityPoolAbi, poolFactoryAbi].flatMap((abi) =>
      abi.flatMap((item) => (item.type === 'event' ? [item.name] : [])),
    )
    // What a token does for others, and a change of hands of the exchange, moves nothing that is indexed.
    const others = ['Approval', 'EIP712DomainChanged', 'OwnershipTransferStarted', 'OwnershipTransferred']
    expect(emitted.filter((name) => !followed.includes(name)).filter((name) => !others.includes(name))).to.deep.equal(
      [],
    )
  })

  for (const { item, topic } of EVENTS) {
    it(`reads ${item.name} as its ABI says`, () => {
      const values = Object.fromEntries(item.inputs.map((input, i) => [input.name, sample(input, i)]))
      const plain = item.inputs.filter(({ indexed }) => !indexed)
      const data = encodeAbiParameters(
        plain,
        plain.map(({ name = '' }) => values[name]),
      )
      const topics = encodeEventTopics({ abi: [item], eventName: item.name, args: values } as never) as [Hex, ...Hex[]]
      expect(topics[0]).to.equal(topic)
      const log: RawLog = {
        ...{ address: `0x${'ab'.repeat(20)}`, topics, data, height: 1, logIndex: 2 },
        ...{ blockHash: `0x${'1'.repeat(64)}`, txHash: `0x${'2'.repeat(64)}`, timestamp: undefined },
      }
      const text = JSON.stringify(decode(log, 7), (_, value) => (typeof value === 'bigint' ? String(value) : value))
      for (const [name, value] of Object.entries(values)) {
        if (name === 'priceWidth' || name === 'locked') continue
        const shown = name === 'packedPrices' ? ['10', '20', '30'] : flatten(value)
        for (const one of shown) expect(text, `${name} of ${item.name}`).to.contain(one)
      }
      expect(() => decode({ ...log, data: '0x' }, 7), 'cut off').to.satisfy(
        (run: () => unknown) => plain.length === 0 || throwsBroken(run),
      )
    })
  }
})

function throwsBroken(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch (error) {
    return error instanceof InvariantBroken
  }
}

function flatten(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(flatten)
  return [String(value)]
}

describe('refusals of nodes', () => {
  const refusals: [message: string, kind: string, blocks?: number][] = [
    [
      'Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the response size limit, this block range should work: [0x64, 0xc7]',
      'range',
      100,
    ],
    ['query returned more than 10000 results. Try with this block range [0x1, 0x10].', 'range', 16],
    ['query exceeds max results 20000, retry with the range 1000-1999', 'range', 1_000],
    ['eth_getLogs is limited to a 10,000 range', 'range', 10_000],
    ['eth_getLogs is limited to 1024 block range. Please check the parameter requirements', 'range', 1_024],
    ['eth_getLogs is limited to 0 - 5000 blocks range', 'range', 5_000],
    ['exceed maximum block range: 50000', 'range', 50_000],
    ['query exceeds max block range 5', 'range', 5],
    ['Maximum allowed number of requested blocks is 3500', 'range', 3_500],
    ['block range is too wide', 'range'],
    ['Max range: 800', 'range', 800],
    ['query timeout exceeded', 'range'],
    ['429 Too Many Requests', 'rate'],
    ['Your app has exceeded its compute units per second capacity', 'rate'],
    ['missing trie node', 'other'],
  ]
  for (const [message, kind, blocks] of refusals) {
    it(`are understood: ${message.slice(0, 60)}`, () => {
      expect(understand(message)).to.deep.equal(blocks === undefined ? { kind } : { kind, blocks })
    })
  }

  it('halve a range or set it, and successes raise it little by little', () => {
    const range = new Range(10_000)
    for (let i = 0; i < 20; i++) range.succeeded(range.blocks, 0)
    expect(range.blocks, 'doubling up to the most').to.equal(10_000)
    range.failed('block range is too wide')
    expect(range.blocks).to.equal(5_000)
    range.succeeded(5_000, 0)
    expect(range.blocks).to.equal(5_312)
    range.failed('429 Too Many Requests')
    expect(range.blocks, 'nothing wrong with the range').to.equal(5_312)
    range.failed('query exceeds max block range 800')
    expect(range.blocks).to.equal(800)
    for (let i = 0; i < 50; i++) range.succeeded(range.blocks, 0)
    expect(range.blocks, 'never above what the node takes').to.equal(800)
    range.succeeded(800, 8_000)
    // 1,250 logs are enough, and each of these blocks has ten.
    expect(range.blocks, 'as many logs as a batch should have').to.equal(125)
  })

  it('that say nothing are guessed at round numbers of logs', () => {
    expect([999, 1_000, 10_000, 12_345].map(looksCapped)).to.deep.equal([false, true, true, false])
  })
})

describe('bloom filters of blocks', () => {
  it('hold what was put in, and little else', () => {
    const put = Array.from({ length: 20 }, (_, i) => toHex(i, { size: 32 }))
    let bits = 0n
    for (const item of put) {
      const hash = keccak256(item)
      for (const from of [2, 6, 10]) bits |= 1n << BigInt(Number(`0x${hash.slice(from, from + 4)}`) & 2_047)
    }
    const bloom: Hex = `0x${bits.toString(16).padStart(512, '0')}`
    expect(put.every((item) => mayContain(bloom, item))).to.equal(true)
    const others = Array.from({ length: 1_000 }, (_, i) => toHex(1_000 + i, { size: 32 }))
    expect(others.filter((item) => mayContain(bloom, item)).length).to.be.lessThan(10)
  })
})
