import type { Address, Hex } from 'viem'

/** Hexadecimal digits of a word of the ABI. */
const WORD = 64

/** Digits that a double holds exactly. */
const SAFE = 13
const SMALL = '0'.repeat(WORD - SAFE)
const PADDING = '0'.repeat(24)
const SIGN = 1n << 255n

/**
 * Reads the words of a log by their fixed places: our events are known, so nothing has to be looked up. Checks what a
 * place cannot: that words are there and in the bounds of their types.
 */
export class Words {
  readonly #digits: string

  constructor(data: Hex) {
    this.#digits = data
  }

  /** 64 digits. */
  word(index: number): string {
    const start = 2 + WORD * index
    if (this.#digits.length < start + WORD) throw new RangeError(`word ${index} is missing`)
    return this.#digits.slice(start, start + WORD)
  }

  uint(index: number): bigint {
    return toUint(this.word(index))
  }

  int(index: number): bigint {
    const value = this.uint(index)
    return value >= SIGN ? value - 2n * SIGN : value
  }

  /** A number of at most 52 bits. */
  number(index: number): number {
    return toNumber(this.word(index))
  }

  address(index: number): Address {
    return toAddress(this.word(index))
  }

  flag(index: number): boolean {
    return this.number(index) !== 0
  }

  hash(index: number): Hex {
    return `0x${this.word(index)}`
  }

  /** Bytes whose offset stands at `index`. */
  bytes(index: number): Hex {
    const at = this.number(index) / 32
    const length = this.number(at)
    const start = 2 + WORD * (at + 1)
    if (this.#digits.length < start + 2 * length) throw new RangeError(`bytes at word ${at} are cut off`)
    return `0x${this.#digits.slice(start, start + 2 * length)}`
  }

  /** Unsigned numbers whose list's offset stands at `index`. */
  uints(index: number): bigint[] {
    const at = this.number(index) / 32
    return Array.from({ length: this.number(at) }, (_, i) => this.uint(at + 1 + i))
  }
}

/** An indexed argument, which is a topic of its own. */
export class Topics {
  readonly #topics: readonly Hex[]

  constructor(topics: readonly Hex[]) {
    this.#topics = topics
  }

  word(index: number): string {
    const topic = this.#topics[index]
    if (topic?.length !== WORD + 2) throw new RangeError(`topic ${index} is missing`)
    return topic.slice(2)
  }

  number(index: number): number {
    return toNumber(this.word(index))
  }

  address(index: number): Address {
    return toAddress(this.word(index))
  }
}

function toUint(word: string): bigint {
  // Most numbers are small, and those are read much faster.
  return word.startsWith(SMALL) ? BigInt(Number.parseInt(word.slice(WORD - SAFE), 16)) : BigInt(`0x${word}`)
}

function toNumber(word: string): number {
  if (!word.startsWith(SMALL)) throw new RangeError(`0x${word} is beyond 52 bits`)
  return Number.parseInt(word.slice(WORD - SAFE), 16)
}

function toAddress(word: string): Address {
  if (!word.startsWith(PADDING)) throw new RangeError(`0x${word} is no address`)
  return `0x${word.slice(24)}`
}
