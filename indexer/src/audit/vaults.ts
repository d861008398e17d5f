import { makerVaultAbi } from '@tidemark/sdk/abis'
import { funding, type Grid, roiWad } from '@tidemark/sdk/core'
import type { Abi } from 'viem'
import { vaultFields } from '../chain/stats.ts'
import { isKnownMode, toGrid } from '../reducers/compose.ts'
import type { MarketRecord, VaultRecord, VaultStatus } from '../reducers/records.ts'
import { rowsAsOf } from '../store/read/asOf.ts'
import type { Read } from '../store/read/read.ts'
import { MARKET } from '../store/tables/market.ts'
import { MANAGER_CLAIM, VAULT, VAULT_STATE } from '../store/tables/vault.ts'
import type { AuditBlock, Claim } from './audit.ts'

const CONTRACT = { kind: 'vault', abi: makerVaultAbi as Abi } as const

/** What the index says of every vault at the end of a block. */
export function* vaultClaims({ height }: AuditBlock): Read<Claim[]> {
  const statuses = new Map((yield* rowsAsOf(VAULT_STATE, height)).map((status) => [status.vault, status]))
  const markets = new Map((yield* rowsAsOf(MARKET, height)).map((market) => [market.id, market]))
  const managers = yield* rowsAsOf(MANAGER_CLAIM, height)
  const carried = new Map(managers.map((claim) => [`${claim.vault} ${claim.manager}`, claim.carried]))
  const claims: Claim[] = []
  for (const vault of yield* rowsAsOf(VAULT, height)) {
    const status = statuses.get(vault.address)
    const market = markets.get(vault.marketId)
    if (status === undefined || market === undefined) throw new TypeError(`vault ${vault.address} has no state`)
    const own = carried.get(`${vault.address} ${vault.manager}`) ?? 0n
    claims.push(...ofVault(vault, status, market, own))
  }
  for (const { vault, manager, setAside } of managers) {
    claims.push({ ...CONTRACT, of: vault, call: 'owedTo', args: [manager], expected: setAside })
  }
  return claims
}

function ofVault(vault: VaultRecord, status: VaultStatus, { units }: MarketRecord, carried: bigint): Claim[] {
  const { terms, address: of } = vault
  const { position, share } = status
  const roi = roiWad(status)
  const claims: Claim[] = [
    { ...CONTRACT, of, call: 'stats', expected: vaultFields(terms, status) },
    { ...CONTRACT, of, call: 'pnl', expected: position.realisedPnl },
    { ...CONTRACT, of, call: 'roi', expected: [roi !== undefined, roi ?? 0n] },
    {
      ...{ ...CONTRACT, of, call: 'profitShare' },
      expected: { shareBps: vault.profitShareBps, highWaterMark: share.highWaterMark, owed: share.owed, carried },
    },
    { ...CONTRACT, of, call: 'manager', expected: vault.manager },
    { ...CONTRACT, of, call: 'managerEpoch', expected: vault.managerEpoch },
    { ...CONTRACT, of, call: 'owner', expected: vault.owner },
  ]
  if (isKnownMode(terms))
    claims.push({ ...CONTRACT, of, call: 'requiredFunds', expected: () => required(toGrid(terms, status), units) })
  return claims
}

function required(grid: Grid, { lotSize, tickSize }: MarketRecord['units']): bigint[] {
  if (grid.prices.length === 0) return [0n, 0n]
  const { baseLots, quoteTicks } = funding(grid)
  return [baseLots * lotSize, quoteTicks * tickSize]
}
