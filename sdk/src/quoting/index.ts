/**
 * Which prices to quote: spreads, skews by inventory, ladders, stochastic models, gates and the history of what was quoted.
 * Pure, like `core`.
 *
 * @packageDocumentation
 */
export * from '../core/expLn.ts'
export * from '../core/quoting/fraction.ts'
export * from '../core/quoting/gate.ts'
export * from '../core/quoting/history.ts'
export * from '../core/quoting/ladder.ts'
export * from '../core/quoting/leverage.ts'
export * from '../core/quoting/skew.ts'
export * from '../core/quoting/spread.ts'
export * from '../core/quoting/staleness.ts'
export * from '../core/quoting/stochastic.ts'
