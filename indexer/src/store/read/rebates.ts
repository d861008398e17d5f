import type { RebateSchedule } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { toTiers } from '../../reducers/periods.ts'
import { readToken } from './meta.ts'
import { many, type Read } from './read.ts'

/** Rebates of a quote token in a period, past or running; nothing while its decimals or the schedule are unknown. */
export function* scheduleOf(quote: Address, period: number): Read<RebateSchedule | undefined> {
  const { decimals } = yield* readToken(quote)
  const scheduled = yield* many(
    "SELECT detail FROM event WHERE chain_id = @chain AND kind = 'rebates-scheduled' ORDER BY height DESC, log_index DESC",
  )
  for (const { detail } of scheduled) {
    const { thresholds, ratesBps, fromPeriod } = JSON.parse(detail as string) as Readonly<Record<string, string>>
    // The newest of those that hold by then: a later word on the same period replaces an earlier one.
    if (decimals === undefined || Number(fromPeriod) > period) continue
    const tiers = { thresholds: (thresholds ?? '').split(' '), ratesBps: (ratesBps ?? '').split(' ').map(Number) }
    return { ...toTiers(tiers), decimals }
  }
  return undefined
}
