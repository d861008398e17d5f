import { Side } from '@tidemark/sdk/core'
import { expect } from 'chai'
import type { Address } from 'viem'
import { InvariantBroken } from '../../indexer/src/errors.ts'
import { rowAsOf } from '../../indexer/src/store/read/asOf.ts'
import { readVault } from '../../indexer/src/store/read/vault.ts'
import { MARKET } from '../../indexer/src/store/tables/market.ts'
import { TRADER } from '../../indexer/src/store/tables/trader.ts'
import { DAY, OWNER, QUOTER, Script, TAKER, VAULT } from './helpers/events.ts'
import { cursorOf, indexEvents, memoryIndex, read } from './helpers/index.ts'
import { week } from './helpers/story.ts'
import { GRID } from './helpers/venue.ts'

async function index(script: Script) {
  const db = memoryIndex()
  await indexEvents(db, script.events)
  return {
    vault: () => read(db, readVault(VAULT)),
    market: () => read(db, rowAsOf(MARKET, [1])),
    trader: (address: Address) => read(db, rowAsOf(TRADER, [1, address])),
  }
}

/** The week with its last event replaced by one of another claim. */
function weekUpTo(count: number): Script {
  const script = week()
  // A vault's creation is three events, and counts as one here.
  script.events.splice(count + 2)
  return script
}

describe('reducers', () => {
  it("hold the vault's record, the mark and both sides' volumes", async () => {
    const view = await index(week())
    const vault = view.vault()
    expect(vault?.state.position).to.deep.equal({ lots: 25n, cost: 258_500n, realisedPnl: 3_200n, trips: 2n, wins: 1n })
    expect(vault?.state.quoteHeld).to.equal(160_000n)
    expect(vault?.state.contributed).to.equal(517_000n)
    expect(view.market()?.mark).to.deep.equal({ notional: 40_000n, size: 5n })
    expect(view.market()?.volume).to.equal(440_000n)
    expect(view.trader(VAULT)).to.deep.include({ seq: 4, makerVolume: 400_000n, takerVolume: 0n })
    expect(view.trader(QUOTER)).to.deep.include({ seq: 1, makerVolume: 40_000n })
    expect(view.trader(TAKER)).to.deep.include({ seq: 0, takerFills: 5, takerVolume: 440_000n, feesPaid: 220n })
  })

  it('follow halts, resumptions and managers', async () => {
    const script = week().block(9 * DAY)
    script.own({ kind: 'halted', by: OWNER })
    expect((await index(script)).vault()?.halted).to.equal(true)
    script.own({ kind: 'resumed' }).own({ kind: 'manager-changed', manager: OWNER, managerEpoch: 1 })
    const vault = (await index(script)).vault()
    expect(vault?.halted).to.equal(false)
    expect(vault?.manager).to.equal(OWNER)
  })

  it('count an account that takes its own kind of order on both sides once', async () => {
    const script = weekUpTo(4).block(DAY).fill(1n, Side.Ask, 1n, 9_000n, 5n, 0n, { maker: QUOTER, taker: QUOTER })
    const trader = (await index(script)).trader(QUOTER)
    expect(trader).to.deep.include({ seq: 1, makerVolume: 9_000n, takerFills: 1, takerVolume: 9_000n, feesPaid: 5n })
  })

  const claims: Record<string, [Script, RegExp]> = {
    'a gap in the sequence': [
      weekUpTo(4).block(DAY).fill(2n, Side.Bid, 10n, 100_000n, 50n, 20n),
      /fill 2 of maker .* where 1 is next: logs are missing/,
    ],
    'a repeated fill': [
      weekUpTo(5).block(DAY).fill(1n, Side.Bid, 10n, 90_000n, 45n, 10n),
      /fill 1 of maker .* where 2 is next: a log is repeated/,
    ],
    'another cursor': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 19n),
      /the cursor before the fill is 19 on chain and 20 by the index/,
    ],
    'another notional': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_001n, 50n, 20n),
      /the notional is 100001 on chain and 100000/,
    ],
    'another fee': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 51n, 20n),
      /the fee is 51 on chain and 50/,
    ],
    'another fee of a quote': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 5n, 40_000n, 19n, 0n, { maker: QUOTER }),
      /the fee is 19 on chain and 20/,
    ],
    'a gap in what the vault says of itself': [
      weekUpTo(4).own({ kind: 'halted', by: OWNER, eventSeq: 6 }),
      /the number of the vault's event is 6 on chain and 4 by the index/,
    ],
    'another opening cursor of a later strategy': [
      weekUpTo(4).own({ kind: 'strategy-set', strategy: 0, limits: {}, mode: 0, ...GRID, cursor: 10_999n }),
      /the opening cursor is 10999 on chain and 11000/,
    ],
    'more lots than rest': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 21n, 190_000n, 95n, 20n),
      /21 lots were asked for and 20 rest/,
    ],
    'an unknown market': [
      weekUpTo(4).block(DAY).fill(1n, Side.Bid, 10n, 100_000n, 50n, 20n, { marketId: 2 }),
      /market 2 is unknown; is the start block later/,
    ],
    'another opening cursor': [
      new Script().market().vault({ cursor: 10_000n }),
      /the opening cursor is 10000 on chain and 11000/,
    ],
    'another cost of deposited base': [
      weekUpTo(3).deposit(10n ** 15n, 0n, 1n, 10_901n),
      /the cost of the lots is 10901 on chain and 10900/,
    ],
    'another cost of withdrawn base': [
      weekUpTo(4).withdraw(1n, 0n, 1n, 10_899n),
      /the cost of the lots is 10899 on chain and 10900/,
    ],
    'a vault nobody created': [new Script().market().deposit(0n, 1n, 0n, 0n), /vault .* is unknown/],
  }
  for (const [name, [script, message]] of Object.entries(claims)) {
    it(`refuse ${name}, and the whole batch with it`, async () => {
      const db = memoryIndex()
      const refusal = await indexEvents(db, script.events).catch((error: unknown) => error)
      expect(refusal).to.be.instanceOf(InvariantBroken)
      expect((refusal as Error).message).to.match(message)
      expect(db.db.prepare('SELECT count(*) FROM block').pluck().get()).to.equal(0)
      expect(cursorOf(db).height).to.equal(-1)
    })
  }
})
