import { Command, InvalidArgumentError } from 'commander'
import { toPath } from '../deploy/toPath.ts'

/** What a user can choose. */
export interface DemoOptions {
  readonly candles?: string
  readonly port: number
  readonly rpcPort: number
  readonly db?: string
  /** End after the summary instead of serving on. */
  readonly exit?: boolean
}

/** Read the command line; prints help or what is wrong with it, and ends, by itself. */
export function parseOptions(argv: readonly string[]): DemoOptions {
  return new Command('npm start --')
    .description(
      'Start a local chain, deploy Tidemark, replay market history through it, index it, and serve what came of it.',
    )
    .option(
      '--candles <file>',
      'OHLC(V) CSV to replay: header names, or Binance kline order (default: the S&P 500)',
      toPath,
    )
    .option('--port <port>', 'port of status page and GraphQL', toPort, 4000)
    .option('--rpc-port <port>', 'port of the chain', toPort, 8545)
    .option('--db <file>', 'keep the index in this file (default: a temporary one)', toPath)
    .option('--exit', 'end after the summary instead of serving on')
    .parse(argv)
    .opts<DemoOptions>()
}

function toPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new InvalidArgumentError('It must be a whole number from 1 to 65535.')
}
