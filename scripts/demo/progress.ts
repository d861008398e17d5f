import { Presets, SingleBar } from 'cli-progress'
import { formatCount, formatDay } from './format.ts'

/** Shows how far a replay is. */
export interface Progress {
  /** `done` bars are replayed, the last of them of the day of `time`. */
  update(done: number, time: bigint): void
  stop(): void
}

/** A bar on a terminal; a line every ten per cent where the output goes to a file. */
export function showProgress(total: number, stream: NodeJS.WriteStream = process.stdout): Progress {
  return stream.isTTY ? bar(total, stream) : lines(total, stream)
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format = 'Replay  {bar} {percentage} %  {done} of {all} bars  {day}'
  const shown = new SingleBar({ format, stream, hideCursor: true, clearOnComplete: false }, Presets.shades_classic)
  shown.start(total, 0, { done: 0, all: formatCount(total), day: '' })
  return {
    update: (done, time) => shown.update(done, { done: formatCount(done), day: formatDay(time) }),
    stop: () => shown.stop(),
  }
}

function lines(total: number, stream: NodeJS.WriteStream): Progress {
  let shown = 0
  return {
    update: (done, time) => {
      const tenths = Math.floor((10 * done) / total)
      if (tenths === shown) return
      shown = tenths
      stream.write(`Replay ${tenths}0 %: ${formatCount(done)} of ${formatCount(total)} bars, ${formatDay(time)}\n`)
    },
    stop: () => {},
  }
}
