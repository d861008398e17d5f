import { expWad, lnWad, powerWad, rootOfRatio } from '@tidemark/sdk/quoting'
import { expect } from 'chai'
import fc from 'fast-check'
import { expectThrow } from '../helpers/expectError.ts'
import { expectNear } from '../helpers/published.ts'

const WAD = 10n ** 18n

describe('core exp and ln', () => {
  it('known values, to the last digit', () => {
    expect(lnWad(WAD)).to.equal(0n)
    expect(lnWad(2n * WAD)).to.equal(693_147_180_559_945_309n)
    expect(lnWad(10n * WAD)).to.equal(2_302_585_092_994_045_684n)
    expect(lnWad(1n)).to.equal(-41_446_531_673_892_822_312n)
    expect(lnWad(1n, 3n)).to.equal(-1_098_612_288_668_109_691n)
    expect(expWad(0n)).to.equal(WAD)
    expect(expWad(WAD)).to.equal(2_718_281_828_459_045_235n)
    expect(expWad(-WAD)).to.equal(367_879_441_171_442_322n)
    expect(expWad(10n * WAD)).to.equal(22_026_465_794_806_716_516_958n)
    expect(expWad(-42n * WAD)).to.equal(1n)
    expect(expWad(-88n * WAD)).to.equal(0n)
    expect(expWad(-1_000n * WAD)).to.equal(0n)
    expectNear(expWad(135n * WAD), '42633899483147210448936866880765989356468745853255280087440', 28)
  })

  it('refuses what has no value', () => {
    expectThrow(() => lnWad(0n), 'LogarithmOfNothing', { value: 0n })
    expectThrow(() => lnWad(1n, 0n), 'LogarithmOfNothing', { value: 0n })
    expectThrow(() => lnWad(1n, -1n), 'LogarithmOfNothing', { value: -1n })
    expectThrow(() => expWad(137n * WAD), 'ExponentTooLarge')
    expectThrow(() => powerWad(-1n, 1n, 1n, 1n), 'LogarithmOfNothing')
  })

  it('undo each other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 40n }), (x) => {
        const back = expWad(lnWad(x))
        // Half a unit of the logarithm is that part of the value.
        const off = back > x ? back - x : x - back
        expect(off <= x / WAD + 1n, `${x} came back as ${back}`).to.equal(true)
      }),
    )
  })

  it('powers of fractions are those of their whole numbers', () => {
    expect(powerWad(3n, 2n, 2n, 1n)).to.equal((9n * WAD) / 4n)
    expect(powerWad(9n, 4n, 1n, 2n)).to.equal((3n * WAD) / 2n)
    expect(powerWad(1n, 8n, 1n, 3n)).to.equal(WAD / 2n)
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.bigInt({ min: 1n, max: 10n ** 6n }),
        fc.bigInt({ min: 1n, max: 5n }),
        (a, b, power) => {
          const exact = a ** power * 10n ** 18n
          const divisor = b ** power
          const off = powerWad(a, b, power, 1n) * divisor - exact
          const size = off < 0n ? -off : off
          expect(size <= divisor + exact / 10n ** 27n, `${off}`).to.equal(true)
        },
      ),
    )
  })

  it('roots of ratios, to 128 binary places', () => {
    const ONE = 1n << 128n
    // The root of 2 is between its square's neighbours; a power of 2 is hit to the last 15 places.
    const root = rootOfRatio(2n, 1n, 2n)
    expect(root * root - 2n * ONE * ONE < ONE << 16n && 2n * ONE * ONE - root * root < ONE << 16n).to.equal(true)
    const sixteen = rootOfRatio(1n << 60n, 1n, 15n)
    expect(sixteen - 16n * ONE <= 1n << 19n && 16n * ONE - sixteen <= 1n << 19n).to.equal(true)
  })

  it('grow with their argument', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(40n * WAD), max: 100n * WAD }), fc.bigInt({ min: 1n, max: WAD }), (x, step) => {
        expect(expWad(x + step) >= expWad(x)).to.equal(true)
      }),
    )
  })
})
