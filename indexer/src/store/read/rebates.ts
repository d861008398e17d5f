import type { RebateSchedule, RebateTiers } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { toTiers } from '../../reducers/periods.ts'
import { readToken } from './meta.ts'
import { many, type Read } from './read.ts'

/** What was scheduled, and from which period on. */
interface Scheduled {
  readonly tiers: RebateTiers
  readonly fromPeriod: number
}

/** Rebates as they were at one moment of reading: read when they are asked for, and once. */
export class Schedules {
  #scheduled: readonly Scheduled[] | undefined
  readonly #decimals = new Map<Address, number | undefined>();

  /** Rebates of a quote token in a period, past or running; nothing while its decimals or the schedule are unknown. */
  *of(quote: Address, period: number): Read<RebateSchedule | undefined> {
    if (!this.#decimals.has(quote)) this.#decimals.set(quote, (yield* readToken(quote)).decimals)
    this.#scheduled ??= yield* readScheduled()
    const decimals = this.#decimals.get(quote)
    const holds = this.#scheduled.find(({ fromPeriod }) => fromPeriod <= period)
    return decimals === undefined || holds === undefined ? undefined : { ...holds.tiers, decimals }
  }
}

/** The newest first: a later word on the same period replaces an earlier one. */
function* readScheduled(): Read<Scheduled[]> {
  const rows = yield* many(
    "SELECT detail FROM event WHERE chain_id = @chain AND kind = 'rebates-scheduled' ORDER BY height DESC, log_index DESC",
  )
  return rows.map(({ detail }) => {
    const { thresholds, ratesBps, fromPeriod } = JSON.parse(detail as string) as Readonly<Record<string, string>>
    const tiers = { thresholds: (thresholds ?? '').split(' '), ratesBps: (ratesBps ?? '').split(' ').map(Number) }
    return { tiers: toTiers(tiers), fromPeriod: Number(fromPeriod) }
  })
}
