import { type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** Names `--log-level` accepts. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** One JSON object per line on standard error, so that standard output stays free for answers. */
export function createLogger(level: LogLevel): Logger {
  return pino({ name: 'indexer', level, base: null }, pino.destination({ fd: 2, sync: true }))
}
