import { Side } from '@tidemark/sdk/core'
import { DAY, QUOTER, Script } from './events.ts'

/** Two cells: buy at 90 and sell at 100, buy at 100 and sell at 110. Both rest as bids at first. */
export const GRID = { prices: [90n, 100n, 110n], sizePerCell: 10n, referencePrice: 109n, cursor: 20n }

/** Base atoms of a lot. */
export const LOT = 10n ** 15n

/** Blocks of the story's turning points. */
export const AT = { created: 1, topUp: 2, firstBuy: 3, secondBuy: 4, loss: 5, win: 6, leave: 7, crash: 8 } as const

/**
 * A week of one vault, every amount computed by hand (quote atoms; one lot at one tick is 100):
 *
 * day 0  190 000 in, then 30 lots at the reference price: 327 000      equity 517 000
 * day 1  buys 10 lots at 100                                           equity 490 000
 * day 2  buys 10 lots at 90, sells 10 at 100: cost 103 400, −3 400     equity 500 000
 * day 5  sells 10 at 110: cost 103 400, +6 600; 50 000 and 5 lots out  equity 435 000
 * day 6  somebody else's quote trades at 80                            equity 360 000
 */
export function week(): Script {
  return new Script(AT.created, 3_600)
    .market()
    .vault(GRID)
    .deposit(0n, 190_000n, 0n, 0n)
    .block(7_200)
    .deposit(30n * LOT, 0n, 30n, 327_000n)
    .block(DAY + 100)
    .fill(1n, Side.Bid, 10n, 100_000n, 50n, 20n)
    .block(2 * DAY + 100)
    .fill(2n, Side.Bid, 10n, 90_000n, 45n, 10n)
    .block(2 * DAY + 200)
    .fill(3n, Side.Ask, 10n, 100_000n, 50n, 0n)
    .block(5 * DAY)
    .fill(4n, Side.Ask, 10n, 110_000n, 55n, 10n)
    .block(5 * DAY + 300)
    .withdraw(5n * LOT, 50_000n, 5n, 51_700n)
    .block(6 * DAY + 86_399)
    .fill(1n, Side.Bid, 5n, 40_000n, 20n, 0n, { maker: QUOTER, ref: `0x${'9'.repeat(64)}` })
}
