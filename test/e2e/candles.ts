import { expect } from 'chai'
import fc from 'fast-check'
import { BadCandlesError, type BadRow, parseCandles } from '../../scripts/demo/candles.ts'
import { readHistory } from '../../scripts/demo/history.ts'

const header = 'date,open,high,low,close'
const good = '2000-01-03,100.25,101.5,99.75,100.5'

function refused(text: string): readonly BadRow[] {
  try {
    parseCandles(text)
  } catch (error) {
    if (error instanceof BadCandlesError) return error.rows
    throw error
  }
  throw new Error('was accepted')
}

describe('candles', () => {
  it('reads the whole S&P 500 history, its float noise removed', async () => {
    const { candles, decimals } = await readHistory()
    expect(decimals).to.equal(2)
    expect(candles).to.have.length(5105)
    // The file says 1469.250000,1478.000000,1438.359985,1455.219971.
    const bar = { time: 946_857_600n, open: 146_925n, high: 147_800n, low: 143_836n, close: 145_522n }
    expect(candles[0]).to.deep.equal(bar)
    expect(candles.at(-1)?.time).to.equal(1_587_081_600n)
  })

  it('finds columns by name, whatever their case and order, and ignores others', () => {
    const { candles } = parseCandles('Volume;CLOSE;Low;High;Open;Timestamp\n5;100.5;99.75;101.5;100.25;2000-01-03\n')
    expect(candles).to.deep.equal(parseCandles(`${header}\n${good}`).candles)
  })

  it("reads Binance's headerless kline order", () => {
    const { candles, decimals } = parseCandles(
      '1499040000000,0.01634790,0.80000000,0.01575800,0.01577100,148976.11427815,1499644799999,2434.19\n',
    )
    expect(decimals).to.equal(7)
    const bar = { time: 1_499_040_000n, open: 163_479n, high: 8_000_000n, low: 157_580n, close: 157_710n }
    expect(candles).to.deep.equal([bar])
  })

  for (const [name, time] of Object.entries({
    seconds: '946857600',
    milliseconds: '946857600000',
    microseconds: '946857600000000',
    'an ISO date': '2000-01-03',
    'a compact date': '20000103',
    'an ISO date-time': '2000-01-03T00:00:00Z',
    'a date-time with a blank': '2000-01-03 00:00:00',
    'a date-time with a zone': '2000-01-03T02:00:00+02:00',
  })) {
    it(`reads time as ${name}`, () => {
      expect(parseCandles(`${header}\n${time},1,2,1,2`).candles[0]?.time).to.equal(946_857_600n)
    })
  }

  for (const [name, row, reason] of [
    ['a missing field', '2000-01-04,100,,99,100', 'high is missing'],
    ['a missing time', ',100,101,99,100', 'time is missing'],
    ['too few fields', '2000-01-04,100,101,99', '4 fields where 5 are expected'],
    ['too many fields', '2000-01-04,100,101,99,100,1', '6 fields where 5 are expected'],
    ['a negative price', '2000-01-04,100,101,-99,100', 'low -99 is negative'],
    ['a price of zero', '2000-01-04,100,101,0.00,100', 'low is zero'],
    ['text for a number', '2000-01-04,100,n/a,99,100', "high 'n/a' is not a number"],
    ['NaN', '2000-01-04,NaN,101,99,100', "open 'NaN' is not a number"],
    ['a price beyond reason', '2000-01-04,100,1e30,99,100', 'high 1e30 is outside 1e-12 to 1e12'],
    ['high below low', '2000-01-04,100,99,101,100', 'high is below low'],
    ['open above high', '2000-01-04,101.01,101,99,100', 'open is outside low to high'],
    ['close below low', '2000-01-04,100,101,99,98.99', 'close is outside low to high'],
    ['a time that is there twice', '2000-01-03,100,101,99,100', 'time 2000-01-03T00:00:00 is there twice'],
    ['a time out of order', '1999-12-31,100,101,99,100', 'time 1999-12-31T00:00:00 comes after 2000-01-03T00:00:00'],
    ['a day that does not exist', '2000-02-30,100,101,99,100', "time '2000-02-30' does not exist"],
    [
      'a time that is none',
      'yesterday,100,101,99,100',
      "time 'yesterday' is neither a count since 1970 nor an ISO date",
    ],
    ['a time before 1970', '1950-01-03,100,101,99,100', "time '1950-01-03' is outside 1970 to 9999"],
  ] as const) {
    it(`refuses ${name} with its line`, () => {
      expect(refused(`${header}\n${good}\n\n${row}\n`)).to.deep.equal([{ line: 4, reason }])
    })
  }

  it('refuses files without rows, without columns and without sense', () => {
    expect(refused('')).to.deep.equal([{ line: 1, reason: 'the file holds no rows' }])
    expect(refused(header)).to.deep.equal([{ line: 1, reason: 'a header and no rows' }])
    expect(refused('date,open,high\n1,2,3')).to.deep.equal([{ line: 1, reason: 'no column named low, close' }])
    expect(refused('a,b\n1,2')[0]?.reason).to.equal('neither a header (time, open, high, low, close) nor a kline')
    expect(refused(`${header}\n2000-01-03,"1,2,3,4\n`)[0]?.reason).to.match(/^Quote Not Closed/)
  })

  it('names every bad row, shows twenty and counts the rest', () => {
    const rows = Array.from({ length: 30 }, () => '2000-01-04,0,1,1,1')
    const error = (() => {
      try {
        return parseCandles([header, good, ...rows].join('\n'))
      } catch (caught) {
        return caught as BadCandlesError
      }
    })()
    if (!(error instanceof BadCandlesError)) throw new Error('was accepted')
    expect(error.rows).to.have.length(30)
    expect(error.message.split('\n')).to.have.length(22)
    expect(error.message).to.match(/^30 bad rows, nothing was replayed:\n {2}line 3: open is zero\n/)
    expect(error.message).to.match(/\n {2}\.\.\. and 10 more$/)
  })

  it('keeps every digit that is not noise', () => {
    const price = fc.bigInt({ min: 10_000n, max: 10n ** 9n })
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 6 }), (ticks, decimals) => {
        const digits = ticks.toString().padStart(decimals + 1, '0')
        const at = digits.length - decimals
        const text = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`
        const noisy = Math.fround(Number(text)).toFixed(12)
        // Single precision resolves seven digits; prices of more are kept as they are written, noise and all.
        const { candles, decimals: found } = parseCandles(`${header}\n1999-01-01,${text},${text},${text},${text}`)
        const scaled = (candles[0]?.open ?? 0n) * 10n ** BigInt(12 - found)
        const error = scaled - ticks * 10n ** BigInt(12 - decimals)
        expect((error < 0n ? -error : error) << 24n <= scaled).to.equal(true)
        if (ticks < 10n ** 7n) {
          const again = parseCandles(`${header}\n1999-01-01,${noisy},${noisy},${noisy},${noisy}`)
          expect(again.candles[0]?.open).to.equal(candles[0]?.open)
        }
      }),
    )
  })
})
