import { Presets, SingleBar } from 'cli-progress'

/** How far something long is. */
export interface Progress extends Disposable {
  /** At `height` of a way that ends at `last`. */
  readonly at: (height: number, last: number) => void
  /** Make room for a line: the next step shows the bar again. */
  readonly clear: () => void
}

/** Blocks left that are worth a bar. */
const WORTH = 100

/** A bar with the time left where somebody watches, else nothing: logs and pipes have lines of their own. */
export function progressTo(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { at: () => {}, clear: () => {}, [Symbol.dispose]: () => {} }
  const format = '{bar} {percentage}% | block {value} of {total} | {eta_formatted} left'
  const bar = new SingleBar({ stream, format, hideCursor: true, clearOnComplete: true }, Presets.shades_classic)
  const stop = () => {
    if (bar.isActive) bar.stop()
  }
  return {
    at: (height, last) => {
      if (!bar.isActive && last - height > WORTH) bar.start(last, height)
      if (!bar.isActive) return
      bar.setTotal(last)
      bar.update(height)
      if (height >= last) stop()
    },
    clear: () => {
      if (bar.isActive) stream.write('\r\u001B[K')
    },
    [Symbol.dispose]: stop,
  }
}
