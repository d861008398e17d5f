import { exchangeAbi, makerVaultAbi, testTokenAbi } from '@tidemark/sdk/abis'
import {
  bucketAvailable,
  claimOf,
  drawdownLeft,
  HEDGE_REFILL,
  MAX_U256,
  type MakerVault,
  type MakerVolume,
  periodAt,
  pnlAt,
  roiWad,
  vaultGrid,
  vaultRequiredFunds,
  volumeIn,
  windowLeft,
} from '@tidemark/sdk/core'
import type { Abi, Address } from 'viem'
import type { VaultVenue } from './vaultVenue.ts'
import type { Records } from './walk.ts'

const VAULT = makerVaultAbi as Abi

/** Everything that can be read of a vault, and what the core makes of it. */
export async function vaultRecords(
  venue: VaultVenue,
  address: Address,
  vault: MakerVault,
  volume: MakerVolume,
): Promise<Records> {
  const { chain, managers } = venue
  const read = (name: string, args: readonly unknown[] = []) => chain.read(address, VAULT, name, args)
  const balance = (token: Address) => chain.read(token, testTokenAbi as Abi, 'balanceOf', [address])
  const actual = {
    stats: await read('stats'),
    share: await read('profitShare'),
    headroom: await read('headroom'),
    needed: await read('requiredFunds'),
    owedTo: [await read('owedTo', [managers[0].address]), await read('owedTo', [managers[1].address])],
    epoch: await read('managerEpoch'),
    roi: await read('roi'),
    base: await balance(venue.base),
    quote: await balance(venue.quote),
    volume: await chain.read(venue.exchange, exchangeAbi as Abi, 'makerVolume', [address, venue.quote]),
  }
  const { position, manager } = vault
  const { limits } = vault.strategy
  const needed = vaultRequiredFunds(vault)
  const now = chain.time()
  const refill = (capacity: bigint, seconds: bigint) => ({ capacity, refillSeconds: seconds })
  const roi = roiWad(vault)
  const expected = {
    stats: {
      ...{ baseLots: position.lots, cost: position.cost, realisedPnl: position.realisedPnl },
      ...{ contributed: vault.contributed, trips: position.trips, wins: position.wins, fills: vault.seq },
      ...{ events: vault.events, cursor: vault.cursor, bidCursor: vault.bidCursor, halted: vault.halted },
    },
    share: {
      ...{ shareBps: manager.shareBps, highWaterMark: vault.highWaterMark, owed: vault.owed },
      carried: claimOf(vault, manager.account).carried,
    },
    headroom: [
      limits.maxOutflow && bucketAvailable(vault.outflow, refill(limits.maxOutflow, BigInt(limits.outflowRefill)), now),
      limits.maxTurnover && windowLeft(vault.turnover, limits.maxTurnover, BigInt(limits.turnoverPeriod), now),
      limits.hedgeBudget && bucketAvailable(vault.hedged, refill(limits.hedgeBudget, HEDGE_REFILL), now),
      limits.maxDrawdown && drawdownLeft(vault, pnlAt(position, vault.market.tickSize, venue.mark(1) ?? 0n)),
    ].map((left, i) => {
      const bound = [limits.maxOutflow, limits.maxTurnover, limits.hedgeBudget, limits.maxDrawdown][i]
      return bound === 0n ? MAX_U256 : left
    }),
    needed: [needed.base, needed.quote],
    owedTo: managers.map(({ address: account }) => claimOf(vault, account).setAside),
    epoch: manager.epoch,
    roi: [roi !== undefined, roi ?? 0n],
    base: vault.base,
    quote: vault.quote,
    volume: volumeIn(volume, periodAt(venue.rebates, now)),
  }
  return { chain: actual, core: expected, about: vaultGrid(vault) }
}
