import { exchangeAbi } from '@tidemark/sdk/abis'
import { earnedDown } from '@tidemark/sdk/core'
import type { Abi, Address } from 'viem'
import { RecordDiffers } from '../errors.ts'
import { periodAt } from '../reducers/periods.ts'
import type { MakerPeriod } from '../reducers/records.ts'
import { rowsAsOf } from '../store/read/asOf.ts'
import { many, type Read } from '../store/read/read.ts'
import { Schedules } from '../store/read/rebates.ts'
import type { Identity } from '../store/store.ts'
import { MAKER_PERIOD } from '../store/tables/trader.ts'
import type { AuditBlock, Claim } from './audit.ts'

/**
 * What the index says of every maker's volume in the period that runs at the end of a block. Before that, of all periods, that
 * what was paid is what their volume earned: a period's rebates round once.
 *
 * @throws {RecordDiffers} when more or less was paid.
 */
export function* makerClaims({ exchange, periodLength, periodStart }: Identity, block: AuditBlock): Read<Claim[]> {
  const of = exchange as Address
  const running = periodAt({ length: periodLength, start: periodStart }, block.timestamp)
  const volumes = new Map<string, bigint>()
  const schedules = new Schedules()
  for (const made of yield* rowsAsOf(MAKER_PERIOD, block.height)) {
    yield* checkRebates(made, schedules, block)
    if (made.period === running) volumes.set(`${made.maker} ${made.quote}`, made.volume)
  }
  // Those who made nothing that counts are asked about, too.
  const makers = yield* many(
    `SELECT DISTINCT t.address AS maker, m.quote AS quote FROM trader t
      JOIN market m ON m.chain_id = t.chain_id AND m.id = t.market
      WHERE t.chain_id = @chain AND t.seq > 0 ORDER BY maker, quote`,
  )
  return makers.map(({ maker, quote }) => ({
    ...{ kind: 'exchange' as const, of, abi: exchangeAbi as Abi, call: 'makerVolume', args: [maker, quote] },
    expected: volumes.get(`${maker} ${quote}`) ?? 0n,
  }))
}

function* checkRebates(
  { maker, quote, period, volume, rebates }: MakerPeriod,
  schedules: Schedules,
  { height }: AuditBlock,
): Read<void> {
  const schedule = yield* schedules.of(quote, period)
  if (schedule === undefined) return
  const earned = earnedDown(schedule, volume)
  if (earned === rebates) return
  throw new RecordDiffers(`maker ${maker}`, height, `rebates of period ${period}`, String(rebates), String(earned))
}
