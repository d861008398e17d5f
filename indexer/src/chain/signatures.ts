import { exchangeAbi, liquidityPoolAbi, makerVaultAbi, poolFactoryAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { type AbiEvent, type Hex, toEventSelector } from 'viem'

/** Which kind of our contracts emits an event. */
export type Emitter = 'exchange' | 'vault-factory' | 'pool-factory' | 'vault' | 'pool'

/** An event that the index follows. */
export interface Signature {
  readonly name: string
  readonly emitter: Emitter
}

/** Events of each kind of contract, by the ABI that the compiler wrote. */
const EVENTS = {
  exchange: [
    exchangeAbi,
    ['MarketCreated', 'FeesScheduled', 'MarketHalted', 'MarketResumed', 'GuardianSet', 'FactorySet'],
    ['MakerRegistered', 'Fill', 'LegSkipped', 'RebatesScheduled', 'QuoteCancelled', 'QuotesCancelledUpTo'],
    ['EpochRaised', 'FeesCollected'],
  ],
  'vault-factory': [vaultFactoryAbi, ['VaultCreated']],
  'pool-factory': [poolFactoryAbi, ['PoolCreated']],
  vault: [
    makerVaultAbi,
    ['StrategySet', 'ProfitShareSet', 'Crystallised', 'ProfitShareClaimed', 'Hedged'],
    ['Deposited', 'Withdrawn', 'Halted', 'Resumed', 'ManagerChanged'],
  ],
  pool: [
    liquidityPoolAbi,
    ['LiquidityAdded', 'LiquidityRemoved', 'SetAside', 'SetAsideClaimed', 'FeesDistributed', 'FeesClaimed'],
    ['MoveProposed', 'MoveCancelled', 'GridMoved', 'OperatorChanged', 'Transfer'],
  ],
} as const

function* signatures(): Generator<[Hex, Signature]> {
  for (const emitter of Object.keys(EVENTS) as Emitter[]) {
    const [abi, ...names] = EVENTS[emitter]
    for (const name of names.flat()) {
      const item = abi.find((entry) => entry.type === 'event' && entry.name === name)
      if (item === undefined) throw new TypeError(`no event ${name} in the ABI of a ${emitter}`)
      yield [toEventSelector(item as AbiEvent), { name, emitter }]
    }
  }
}

const BY_TOPIC = new Map(signatures())

/** The signature of LP units changing hands: every token's, so it is asked for by address only. */
export const TRANSFER: Hex = topicOf('Transfer')

/** Signature hashes of all other events: the one filter that logs are fetched by. */
export const TOPICS: readonly Hex[] = [...BY_TOPIC.keys()].filter((topic) => topic !== TRANSFER)

/** Signature hashes of what the exchange itself emits. */
export const EXCHANGE_TOPICS: readonly Hex[] = [...BY_TOPIC].flatMap(([topic, { emitter }]) =>
  emitter === 'exchange' ? [topic] : [],
)

/** Which event a first topic stands for; nothing for others. */
export function signatureOf(topic: Hex): Signature | undefined {
  return BY_TOPIC.get(topic)
}

/** The signature hash of an event by its name. */
export function topicOf(name: string): Hex {
  for (const [topic, signature] of BY_TOPIC) if (signature.name === name) return topic
  throw new RangeError(`no event ${name} is followed`)
}
