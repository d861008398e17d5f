/** Random choices that depend on the choices before, always the same for one seed. */
export interface Dice {
  /** A whole number from 0 to below `n`. */
  below(n: number): number
  /** From 0 to `n`, of every magnitude. */
  upTo(n: bigint): bigint
  /** One of a list. */
  pick<T>(list: readonly T[]): T
  /** True once in `n` times. */
  once(n: number): boolean
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  /** 32 bits, by Tommy Ettinger's mulberry32. */
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (n: number) => word() % n
  return {
    below,
    upTo(n) {
      const bits = n.toString(2).length
      let value = 0n
      for (let at = 0; at < bits; at += 32) value = (value << 32n) | BigInt(word())
      // Half of them spread evenly, half by magnitude.
      return below(2) === 0 ? value % (n + 1n) : (value & ((1n << BigInt(below(bits + 1))) - 1n)) % (n + 1n)
    },
    pick(list) {
      const item = list[below(list.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    once: (n) => below(n) === 0,
  }
}
