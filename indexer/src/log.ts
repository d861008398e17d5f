import { type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** Names `--log-level` accepts. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * One JSON object per line on standard error, so that standard output stays free for answers. `beforeLine` is called before
 * each.
 */
export function createLogger(level: LogLevel, beforeLine: () => void = () => {}): Logger {
  const stream = pino.destination({ fd: 2, sync: true })
  const write = (line: string) => {
    beforeLine()
    stream.write(line)
  }
  return pino({ name: 'indexer', level, base: null }, { write })
}
