import type { Logger } from '../log.ts'
import type { Progress } from './progress.ts'

/** Blocks left that are worth telling about. */
const WORTH = 100

/** Milliseconds between two lines. */
const EVERY_MS = 10_000

/** Log lines for whoever reads them later: how far, how fast, how long. */
export function progressIn(log: Logger, now: () => number): Progress {
  let first: { readonly height: number; readonly time: number } | undefined
  let told = 0
  return {
    at: (height, last) => {
      const time = now()
      if (last - height <= WORTH) {
        first = undefined
        return
      }
      if (first === undefined) {
        first = { height, time }
        told = time
      }
      if (time - told < EVERY_MS) return
      told = time
      const perSecond = ((height - first.height) * 1_000) / (time - first.time)
      const secondsLeft = perSecond === 0 ? undefined : Math.ceil((last - height) / perSecond)
      const percent = Math.floor((100 * height) / last)
      log.info({ height, head: last, percent, blocksPerSecond: Math.round(perSecond), secondsLeft }, 'catching up')
    },
    clear: () => {},
    [Symbol.dispose]: () => {},
  }
}
