import { exchangeAbi, makerVaultAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { Side, unpackPrices } from '@tidemark/sdk/core'
import { type Address, decodeEventLog, getAbiItem, type Hex, toEventSelector } from 'viem'
import { InvariantBroken } from '../errors.ts'
import { type ChainEvent, MakerKind, type Position } from './events.ts'
import type { RawLog } from './logs.ts'

const ITEMS = [
  getAbiItem({ abi: exchangeAbi, name: 'MarketCreated' }),
  getAbiItem({ abi: exchangeAbi, name: 'FactorySet' }),
  getAbiItem({ abi: exchangeAbi, name: 'MakerRegistered' }),
  getAbiItem({ abi: exchangeAbi, name: 'Fill' }),
  getAbiItem({ abi: vaultFactoryAbi, name: 'VaultCreated' }),
  getAbiItem({ abi: makerVaultAbi, name: 'StrategySet' }),
  getAbiItem({ abi: makerVaultAbi, name: 'ProfitShareSet' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Crystallised' }),
  getAbiItem({ abi: makerVaultAbi, name: 'ProfitShareClaimed' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Hedged' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Deposited' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Withdrawn' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Halted' }),
  getAbiItem({ abi: makerVaultAbi, name: 'Resumed' }),
  getAbiItem({ abi: makerVaultAbi, name: 'ManagerChanged' }),
] as const

/** Which kind of our contracts emits an event. */
export type Emitter = 'exchange' | 'factory' | 'vault'

const EMITTERS: readonly Emitter[] = ['exchange', 'exchange', 'exchange', 'exchange', 'factory']

/** Signature hashes of all events the index follows: the one filter that logs are fetched by. */
export const TOPICS: readonly Hex[] = ITEMS.map((item) => toEventSelector(item))

const BY_TOPIC = new Map(
  ITEMS.map((item, i) => [toEventSelector(item), { item, emitter: EMITTERS[i] ?? ('vault' satisfies Emitter) }]),
)

/** Which event a log is by its first topic, and which kind of contract it counts from; nothing for others. */
export function signatureOf(log: RawLog): { name: string; emitter: Emitter } | undefined {
  const known = BY_TOPIC.get(log.topics[0])
  return known && { name: known.item.name, emitter: known.emitter }
}

/**
 * What a log of one of our own contracts says.
 *
 * @throws {InvariantBroken} when it does not decode: our contracts emit nothing else under these signatures.
 */
export function decode(log: RawLog, timestamp: number): ChainEvent {
  const { height, logIndex, txHash } = log
  const at = { height, logIndex, txHash, timestamp }
  const item = BY_TOPIC.get(log.topics[0])?.item
  try {
    if (item === undefined) throw new Error(`unknown signature ${log.topics[0]}`)
    const decoded = decodeEventLog({ abi: [item], data: log.data, topics: [...log.topics], strict: true })
    return toEvent(decoded as Decoded, log.address, at)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InvariantBroken(
      `log ${log.logIndex} of block ${log.height} from ${log.address} does not decode: ${reason}`,
      { cause: error },
    )
  }
}

type Decoded = ReturnType<typeof decodeEventLog<typeof ITEMS>>

function toEvent(decoded: Decoded, emitter: Address, at: Position): ChainEvent {
  const vault = emitter
  switch (decoded.eventName) {
    case 'MarketCreated': {
      const { marketId, base, quote, lotSize, tickSize, takerFeeBps } = decoded.args
      const units = { lotSize, tickSize, takerFeeBps }
      return { kind: 'market-created', at, marketId, base: lower(base), quote: lower(quote), ...units }
    }
    case 'FactorySet':
      return { kind: 'factory-set', at, makerKind: makerKind(decoded.args.kind), factory: lower(decoded.args.factory) }
    case 'MakerRegistered': {
      const { maker, marketId, kind } = decoded.args
      return { kind: 'maker-registered', at, maker: lower(maker), marketId, makerKind: makerKind(kind) }
    }
    case 'VaultCreated': {
      const { owner, manager, marketId } = decoded.args
      const created = { vault: lower(decoded.args.vault), owner: lower(owner), manager: lower(manager), marketId }
      return { kind: 'vault-created', at, ...created }
    }
    case 'StrategySet': {
      const { eventSeq, kind, mode, sizePerCell, referencePrice, cursor, packedPrices, priceWidth } = decoded.args
      const prices = unpackPrices(packedPrices, priceWidth)
      const grid = { mode, sizePerCell, referencePrice, cursor, prices }
      return { kind: 'strategy-set', at, vault, eventSeq, strategy: kind, ...grid }
    }
    case 'ProfitShareSet':
      return { kind: 'profit-share-set', at, vault, ...decoded.args }
    case 'Crystallised':
      return { kind: 'crystallised', at, vault, ...decoded.args, manager: lower(decoded.args.manager) }
    case 'ProfitShareClaimed': {
      const { manager, to, ...rest } = decoded.args
      return { kind: 'profit-share-claimed', at, vault, ...rest, manager: lower(manager), to: lower(to) }
    }
    case 'Hedged':
      return { kind: 'hedged', at, vault, ...decoded.args }
    case 'Fill': {
      const { maker, taker, side, ...rest } = decoded.args
      if (side !== Side.Bid && side !== Side.Ask) throw new Error(`side ${side}`)
      return { kind: 'fill', at, ...rest, side, maker: lower(maker), taker: lower(taker) }
    }
    case 'Deposited':
      return { kind: 'deposited', at, vault, ...decoded.args }
    case 'Withdrawn':
      return { kind: 'withdrawn', at, vault, ...decoded.args, to: lower(decoded.args.to) }
    case 'Halted':
      return { kind: 'halted', at, vault, ...decoded.args, by: lower(decoded.args.by) }
    case 'Resumed':
      return { kind: 'resumed', at, vault, ...decoded.args }
    case 'ManagerChanged':
      return { kind: 'manager-changed', at, vault, ...decoded.args, manager: lower(decoded.args.manager) }
  }
}

function makerKind(kind: number): MakerKind {
  if (kind !== MakerKind.Vault && kind !== MakerKind.Pool) throw new Error(`maker kind ${kind}`)
  return kind
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address
}
