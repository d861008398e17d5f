import { type Command, InvalidArgumentError, Option } from 'commander'
import { address, database, httpUrl, integer, logLevel, several, wsUrl } from './config.ts'
import { ConfigError } from './errors.ts'

const MAX_BLOCK = 2 ** 31 - 1

/** Something an operator may set: in a file under its name, in the environment, or as a flag. */
interface Setting {
  readonly flag: string
  readonly env: string
  readonly description: string
  /** What it is in the file. */
  readonly type: 'string' | 'number' | 'boolean' | 'list'
  parse(text: string, before?: unknown): unknown
  readonly byDefault?: string | number
}

/** Every setting by its name in the file. Bounds are in the parsers alone, whichever way a value comes. */
export const SETTINGS: Readonly<Record<string, Setting>> = {
  rpc: {
    ...{ flag: '--rpc <url>', env: 'TIDEMARK_RPC', type: 'list', parse: several(httpUrl) },
    description: 'HTTP JSON-RPC endpoint of the chain; several to fall back on',
  },
  ws: {
    ...{ flag: '--ws <url>', env: 'TIDEMARK_WS', type: 'string', parse: wsUrl },
    description: 'WebSocket endpoint that announces blocks',
  },
  chain: {
    ...{ flag: '--chain <id>', env: 'TIDEMARK_CHAIN', type: 'number', parse: integer(1, 2 ** 40) },
    description: 'chain id, where the database holds several or is to begin another one',
  },
  exchange: {
    ...{ flag: '--exchange <address>', env: 'TIDEMARK_EXCHANGE', type: 'string', parse: address },
    description: 'exchange to follow (default: the one known on the chain)',
  },
  startBlock: {
    ...{ flag: '--start-block <number>', env: 'TIDEMARK_START_BLOCK', type: 'number', parse: integer(0, MAX_BLOCK) },
    description: "first block to read, at or before the exchange's deployment",
  },
  db: {
    ...{ flag: '--db <file>', env: 'DATABASE_URL', type: 'string', parse: database },
    description: 'database: a file or a postgres:// URL',
  },
  port: {
    ...{ flag: '--port <number>', env: 'TIDEMARK_PORT', type: 'number', parse: integer(0, 65_535) },
    description: 'port to serve on; 0 picks a free one',
  },
  host: {
    ...{ flag: '--host <name>', env: 'TIDEMARK_HOST', type: 'string', parse: host, byDefault: '127.0.0.1' },
    description: 'address to serve on',
  },
  clientRate: {
    ...{ flag: '--client-rate <cost>', env: 'TIDEMARK_CLIENT_RATE', type: 'number', parse: integer(1, 1e9) },
    description: 'what one client may cost per second (default: no bound)',
  },
  trustProxy: {
    ...{ flag: '--trust-proxy <number>', env: 'TIDEMARK_TRUST_PROXY', type: 'number', parse: integer(0, 100) },
    description: 'proxies in front, whose X-Forwarded-For tells clients apart (default: 0)',
  },
  operations: {
    ...{ flag: '--operations <file>', env: 'TIDEMARK_OPERATIONS', type: 'string', parse: (text) => text },
    description: 'JSON file of operations that clients ask for by their hash',
  },
  operationsOnly: {
    ...{
      flag: '--operations-only',
      env: 'TIDEMARK_OPERATIONS_ONLY',
      type: 'boolean',
      parse: (text) => text === 'true',
    },
    description: 'answer nothing but those',
  },
  finality: {
    ...{ flag: '--finality <blocks>', env: 'TIDEMARK_FINALITY', type: 'number', parse: integer(0, 100_000) },
    description: 'blocks below the head that count as final (default: what the node says, else 64)',
  },
  confirmations: {
    ...{ flag: '--confirmations <blocks>', env: 'TIDEMARK_CONFIRMATIONS', type: 'number', parse: integer(0, 100_000) },
    ...{ description: 'stay this far behind the head', byDefault: 0 },
  },
  pollMs: {
    ...{ flag: '--poll-ms <ms>', env: 'TIDEMARK_POLL_MS', type: 'number', parse: integer(10, 60_000) },
    ...{ description: 'wait between looks at the head', byDefault: 250 },
  },
  batchBlocks: {
    ...{ flag: '--batch-blocks <number>', env: 'TIDEMARK_BATCH_BLOCKS', type: 'number', parse: integer(1, 100_000) },
    ...{ description: 'most blocks per request and transaction', byDefault: 2_000 },
  },
  logLevel: {
    ...{ flag: '--log-level <level>', env: 'TIDEMARK_LOG_LEVEL', type: 'string', parse: logLevel, byDefault: 'info' },
    description: 'least severe log lines to print',
  },
}

/** Give a command some of the settings; those with an exclamation mark must be there in one way or another. */
export function withSettings(command: Command, ...names: string[]): Command {
  for (const name of names) {
    const setting = settingNamed(name.replace('!', ''))
    const option = new Option(setting.flag, setting.description).env(setting.env)
    // A flag without a value is there or not.
    if (setting.type !== 'boolean') option.argParser(setting.parse)
    if (setting.byDefault !== undefined) option.default(setting.byDefault)
    command.addOption(option.makeOptionMandatory(name.endsWith('!')))
  }
  return command.addOption(
    new Option('--config <file>', 'JSON file with settings; the environment overrides it, and flags both').env(
      'TIDEMARK_CONFIG',
    ),
  )
}

/**
 * The settings in the text of a configuration file.
 *
 * @throws {ConfigError} naming the file, the field, its value and the bound.
 */
export function parseSettings(file: string, text: string): Readonly<Record<string, unknown>> {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ConfigError(`${file} must hold a JSON object of settings`)
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, parseSetting(file, name, value)]))
}

function parseSetting(file: string, name: string, value: unknown): unknown {
  if (!Object.hasOwn(SETTINGS, name)) {
    throw new ConfigError(`${file}: there is no setting '${name}'; there are ${Object.keys(SETTINGS).join(', ')}`)
  }
  const { type, parse } = settingNamed(name)
  const shown = JSON.stringify(value)
  const texts = type === 'list' && Array.isArray(value) ? value : [value]
  const wanted = type === 'list' ? 'string' : type
  if (texts.length === 0 || texts.some((one) => typeof one !== wanted)) {
    throw new ConfigError(`${file}: ${name} is ${shown}. It must be a ${wanted}${type === 'list' ? ', or some' : ''}.`)
  }
  try {
    // Lists are told from one another by their commas, which URLs have none of.
    const value = parse(texts.map(String).join(','))
    // A copy: the parser adds a flag's value to what it made itself.
    return Array.isArray(value) ? [...value] : value
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new ConfigError(`${file}: ${name} is ${shown}. ${error.message}`)
    throw error
  }
}

function settingNamed(name: string): Setting {
  const setting = SETTINGS[name]
  if (setting === undefined) throw new RangeError(`there is no setting ${name}`)
  return setting
}

function host(text: string): string {
  if (!/^[\w.:-]+$/.test(text)) throw new InvalidArgumentError('It must be the name or address of an interface.')
  return text
}
