import { expect } from 'chai'
import { dice } from './helpers/dice.ts'
import type { Source } from './helpers/strategyDraws.ts'
import { createVaultVenue } from './helpers/vaultVenue.ts'
import { VaultWalk } from './helpers/vaultWalk.ts'

/** Steps of each walk; each is a transaction, compared in full before the next. */
const STEPS = Number(process.env.TIDEMARK_PARITY_STEPS ?? 1_000)
const SEED = Number(process.env.TIDEMARK_PARITY_SEED ?? 0x7469)

describe('parity: vaults under every strategy, step by step', function () {
  this.timeout(0)
  const walks: readonly (readonly [Source, boolean])[] = [
    ['grid', false],
    ['grid', true],
    ['quotes', false],
    ['delta', true],
  ]
  /** What the walks met together. */
  const met = new Set<string>()
  for (const [i, [source, hasOracle]] of walks.entries()) {
    it(`${source} ${hasOracle ? 'with' : 'without'} an oracle: ${STEPS} transactions leave chain and core equal after each`, async () => {
      const venue = await createVaultVenue(hasOracle)
      const walk = await VaultWalk.create(venue, source, dice(SEED + i))
      for (let at = 0; at < STEPS; at++) await walk.step()
      // The walk has been about: of a thousand steps, some filled, some were refused.
      expect(walk.seen.get('ok') ?? 0, 'transactions that succeed').to.be.greaterThan(STEPS / 3)
      for (const name of walk.seen.keys()) met.add(name)
      if (process.env.TIDEMARK_PARITY_VERBOSE) console.log([...walk.seen].sort(([, a], [, b]) => b - a))
    })
  }

  it('met what bounds, owners and managers can say no to', () => {
    // A short walk need not have been everywhere.
    if (STEPS < 1_000) return
    expect([...met]).to.include.members([
      ...['claimProfitShare', 'crystallise', 'deposit', 'halt', 'hedge', 'raiseManagerEpoch', 'resume', 'setManager'],
      ...['setProfitShare', 'setStrategy', 'takeGrid', 'takeQuote', 'withdraw'],
      ...['DeltaOutOfBand', 'FillSourceFixed', 'FillTooLarge', 'HedgeTooCostly', 'HedgeTooSoon', 'InventoryTooLarge'],
      ...['ManagerEpochMismatch', 'NoGrid', 'NothingOwed', 'OracleUnavailable', 'OutflowExceeded', 'OwedToManager'],
      ...['PriceOutOfBand', 'PriceOutOfRange', 'ProfitShareUnsettled', 'QuoteTooLong', 'QuotesNotAllowed'],
      ...['RefusedByGuard', 'SelfTrade', 'SpreadTooNarrow', 'TurnoverExceeded', 'Underfunded', 'VaultHalted'],
    ])
  })
})
