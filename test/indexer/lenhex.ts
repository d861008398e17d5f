import { expect } from 'chai'
import fc from 'fast-check'
import { decodeInt, decodeUint, encodeInt, encodeUint } from '../../indexer/src/store/lenhex.ts'

const MAX_UINT = 2n ** 256n - 1n
const MAX_INT = 2n ** 255n - 1n
const MIN_INT = -(2n ** 255n)

// Small numbers, powers of two and everything between: lengths differ, and so do digits.
const uints = fc.oneof(
  fc.bigInt(0n, 300n),
  fc.bigInt(0n, MAX_UINT),
  fc.tuple(fc.nat(255), fc.bigInt(-1n, 1n)).map(([bits, off]) => 2n ** BigInt(bits) + off),
)
const ints = fc.tuple(uints, fc.boolean()).map(([value, negative]) => {
  const magnitude = value > MAX_INT ? value >> 1n : value
  return negative ? -magnitude : magnitude
})

describe('lenhex: 256-bit integers as text', () => {
  it('writes the documented forms', () => {
    expect([0n, 1n, 15n, 16n, 255n].map(encodeUint)).to.deep.equal(['010', '011', '01f', '0210', '02ff'])
    expect([0n, 1n, -1n, -16n].map(encodeInt)).to.deep.equal(['p010', 'p011', 'n98e', 'n97ef'])
  })

  it('keeps the ends of the ranges', () => {
    for (const value of [0n, MAX_UINT]) expect(decodeUint(encodeUint(value))).to.equal(value)
    for (const value of [MIN_INT, MIN_INT + 1n, -1n, 0n, 1n, MAX_INT])
      expect(decodeInt(encodeInt(value))).to.equal(value)
    expect(encodeUint(MAX_UINT)).to.equal(`64${'f'.repeat(64)}`)
  })

  it('refuses numbers outside them', () => {
    for (const value of [-1n, MAX_UINT + 1n]) expect(() => encodeUint(value)).to.throw(RangeError)
    for (const value of [MIN_INT - 1n, MAX_INT + 1n]) expect(() => encodeInt(value)).to.throw(RangeError)
  })

  it('gives every number back', () => {
    fc.assert(fc.property(uints, (value) => decodeUint(encodeUint(value)) === value))
    fc.assert(fc.property(ints, (value) => decodeInt(encodeInt(value)) === value))
  })

  it('sorts as the numbers do, byte by byte', () => {
    const order = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
    const bytes = (text: string) => Buffer.from(text)
    fc.assert(fc.property(uints, uints, (a, b) => bytes(encodeUint(a)).compare(bytes(encodeUint(b))) === order(a, b)))
    fc.assert(fc.property(ints, ints, (a, b) => bytes(encodeInt(a)).compare(bytes(encodeInt(b))) === order(a, b)))
  })

  it('reads nothing but what it writes', () => {
    for (const text of [
      '',
      '0',
      '00',
      '0200',
      '02f',
      '03ff',
      '02FF',
      `65${'f'.repeat(65)}`,
      'p010',
      ' 010',
      '010 ',
      '0-1',
    ]) {
      expect(() => decodeUint(text), text).to.throw(RangeError)
    }
    for (const text of ['010', 'n98f', 'q010', 'p', 'n', `p64${'f'.repeat(64)}`]) {
      expect(() => decodeInt(text), text).to.throw(RangeError)
    }
  })
})
