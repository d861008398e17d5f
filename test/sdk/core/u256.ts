import {
  add,
  checked,
  checkedSigned,
  divDown,
  MAX_U256,
  mul,
  mulDivDown,
  mulDivUp,
  sqrtDown,
  sub,
  toInt,
  toUint,
} from '@tidemark/sdk/core'
import { expect } from 'chai'
import fc from 'fast-check'
import { u256 } from '../helpers/arbitraries.ts'
import { expectThrow } from '../helpers/expectError.ts'

const TOO_BIG = 2n ** 256n

describe('core u256', () => {
  it('adds, subtracts and multiplies up to the last value', () => {
    expect(add(MAX_U256 - 1n, 1n)).to.equal(MAX_U256)
    expectThrow(() => add(MAX_U256, 1n), 'Overflow', { value: TOO_BIG, bits: 256 })
    expect(sub(5n, 5n)).to.equal(0n)
    expectThrow(() => sub(5n, 6n), 'Overflow', { value: -1n, bits: 256 })
    expect(mul(2n ** 128n, 2n ** 127n)).to.equal(2n ** 255n)
    expectThrow(() => mul(2n ** 128n, 2n ** 128n), 'Overflow', { value: TOO_BIG, bits: 256 })
  })

  it('divides down and refuses zero', () => {
    expect([divDown(7n, 2n), divDown(0n, 9n)]).to.deep.equal([3n, 0n])
    expectThrow(() => divDown(7n, 0n), 'DivisionByZero', { dividend: 7n })
    expectThrow(() => mulDivDown(7n, 2n, 0n), 'DivisionByZero')
    expectThrow(() => mulDivUp(0n, 0n, 0n), 'DivisionByZero')
  })

  it('multiplies and divides through 512 bits', () => {
    expect(mulDivDown(MAX_U256, MAX_U256, MAX_U256)).to.equal(MAX_U256)
    expect(mulDivUp(MAX_U256, MAX_U256 - 1n, MAX_U256)).to.equal(MAX_U256 - 1n)
    expect([mulDivDown(10n, 10n, 3n), mulDivUp(10n, 10n, 3n)]).to.deep.equal([33n, 34n])
    expect([mulDivDown(9n, 2n, 6n), mulDivUp(9n, 2n, 6n)]).to.deep.equal([3n, 3n])
    expectThrow(() => mulDivDown(MAX_U256, 2n, 1n), 'Overflow')
    // 2^257 - 1 is 2 x (2^256 - 1) + 1: half of it fits rounded down and not rounded up. It has this factor.
    const a = 535_006_138_814_359n
    const b = (2n ** 257n - 1n) / a
    expect(a * b).to.equal(2n ** 257n - 1n)
    expect(mulDivDown(a, b, 2n)).to.equal(MAX_U256)
    expectThrow(() => mulDivUp(a, b, 2n), 'Overflow', { value: TOO_BIG, bits: 256 })
  })

  it('rounds up by at most one, and only when something is left', () => {
    fc.assert(
      fc.property(u256, u256, u256, (a, b, denominator) => {
        fc.pre(denominator > 0n && (a * b) / denominator < MAX_U256)
        const [down, up] = [mulDivDown(a, b, denominator), mulDivUp(a, b, denominator)]
        expect(down * denominator <= a * b && up * denominator >= a * b).to.equal(true)
        expect(up - down).to.equal((a * b) % denominator === 0n ? 0n : 1n)
      }),
    )
  })

  it('accepts exactly what fits', () => {
    fc.assert(
      fc.property(u256, u256, (a, b) => {
        if (a + b <= MAX_U256) expect(add(a, b)).to.equal(a + b)
        else expectThrow(() => add(a, b), 'Overflow')
        if (a >= b) expect(sub(a, b)).to.equal(a - b)
        else expectThrow(() => sub(a, b), 'Overflow')
        if (a * b <= MAX_U256) expect(mul(a, b)).to.equal(a * b)
        else expectThrow(() => mul(a, b), 'Overflow')
      }),
    )
  })

  it('tells a panic from a refused cast', () => {
    expect([checked(255n, 8), toUint(255n, 8)]).to.deep.equal([255n, 255n])
    expectThrow(() => checked(256n, 8), 'Overflow', { value: 256n, bits: 8 })
    expectThrow(() => checked(-1n, 8), 'Overflow')
    expectThrow(() => toUint(256n, 8), 'CastOverflow', { value: 256n, type: 'uint8' })
    expectThrow(() => toUint(-1n, 8), 'CastOverflow')
    expect([checkedSigned(-128n, 8), toInt(127n, 8)]).to.deep.equal([-128n, 127n])
    expectThrow(() => checkedSigned(128n, 8), 'Overflow', { value: 128n, bits: 8 })
    expectThrow(() => toInt(-129n, 8), 'CastOverflow', { value: -129n, type: 'int8' })
  })

  it('takes roots down', () => {
    expect([0n, 1n, 3n, 4n, 8n, 9n].map(sqrtDown)).to.deep.equal([0n, 1n, 1n, 2n, 2n, 3n])
    expect(sqrtDown(MAX_U256)).to.equal(2n ** 128n - 1n)
    // The first digits of the root of two.
    expect(sqrtDown(2n * 10n ** 36n)).to.equal(1_414_213_562_373_095_048n)
    expectThrow(() => sqrtDown(-1n), 'Overflow')
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 600n }), (value) => {
        const root = sqrtDown(value)
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).to.equal(true)
      }),
    )
  })
})
