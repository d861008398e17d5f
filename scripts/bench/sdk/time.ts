import { median } from '../median.ts'

/** Microseconds of processor time that this thread has used: what else runs on the machine does not count. */
function used(): number {
  const { user, system } = process.threadCpuUsage()
  return user + system
}

/** Microseconds per call of `work` over `count` calls. */
function perCall(work: () => unknown, count: number): number {
  const start = used()
  for (let i = 0; i < count; i++) work()
  return (used() - start) / count
}

/** How many calls take long enough for the clock to mean something. */
function callsFor(work: () => unknown, least: number): number {
  let count = 1
  while (perCall(work, count) * count < least) count *= 2
  return count
}

/** Median microseconds per call of `work`. */
export function microseconds(work: () => unknown): number {
  const count = callsFor(work, 20_000)
  return median(Array.from({ length: 9 }, () => perCall(work, count)))
}

/** The median microseconds of two kinds of work, taken in turn, so that whatever slows one meets both. */
export function inTurn(work: () => unknown, other: () => unknown): { work: number; other: number } {
  const count = callsFor(work, 5_000)
  const rounds = Array.from({ length: 15 }, () => [perCall(work, count), perCall(other, count)] as const)
  return { work: median(rounds.map(([first]) => first)), other: median(rounds.map(([, second]) => second)) }
}
