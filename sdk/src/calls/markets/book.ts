import { bookFunction, gridFunction } from '../../abis/lens.ts'
import type { Address } from '../abi.ts'
import { type Call, callOf } from '../call.ts'
import type { Query } from '../verb.ts'
import { AT_LENS, type LensArgs } from './reads.ts'

/** Whose grids of which market. */
export interface GetBookArgs extends LensArgs {
  readonly marketId: number
  /** Vaults and pools: an indexer knows them, the chain does not list them. */
  readonly makers: readonly Address[]
  /** Most prices on a side; 50 by default. */
  readonly maxLevels?: number
}

/** Lots that rest at one price. */
export interface BookLevel {
  /** Ticks. */
  readonly price: bigint
  readonly lots: bigint
}

/** What rests in grids, best price first on both sides. */
export interface Book {
  /** Prices falling: what a taker can sell to. */
  readonly bids: readonly BookLevel[]
  /** Prices rising: what a taker can buy from. */
  readonly asks: readonly BookLevel[]
}

/** The book of several makers. */
export interface GetBookResult extends Book {
  /** Makers that add nothing: halted, dormant, without a grid or funds, of another market, or that did not answer. */
  readonly skipped: readonly Address[]
}

/** Build the read of a book. */
export function getBookCall({ lens, marketId, makers, maxLevels = 50 }: GetBookArgs): Call<typeof bookFunction> {
  return callOf(bookFunction, lens, [marketId, makers, BigInt(maxLevels)])
}

/** What rests now in the grids of several makers, merged by price. Fails because of none of them. */
export const getBookQuery: Query<GetBookArgs, typeof bookFunction, GetBookResult, 'lens'> = {
  call: getBookCall,
  filled: AT_LENS,
  result: (book) => book,
}

/** Whose grid of which market. */
export interface GetGridBookArgs extends Omit<GetBookArgs, 'makers'> {
  readonly maker: Address
}

/** Build the read of what rests in one grid. */
export function getGridBookCall({ lens, marketId, maker, maxLevels = 50 }: GetGridBookArgs): Call<typeof gridFunction> {
  return callOf(gridFunction, lens, [marketId, maker, BigInt(maxLevels)])
}

/** What rests now in one grid. */
export const getGridBookQuery: Query<GetGridBookArgs, typeof gridFunction, Book, 'lens'> = {
  call: getGridBookCall,
  filled: AT_LENS,
  result: ([bids, asks]) => ({ bids, asks }),
}
