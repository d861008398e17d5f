import { markValueDown } from '../mark.ts'
import { MAX_SHARE_BPS, shareableProfit, shareDown } from '../profitShare.ts'
import { payFrom } from '../venueErrors.ts'
import { NothingOwedError, ProfitShareTooHighError, ProfitShareUnsettledError } from './errors.ts'
import { type Claim, claimOf, type MakerVault, vaultRequiredFunds } from './state.ts'

/** The mark in ticks, Q64.64, while the market's oracle is live; `undefined` otherwise. */
export type LiveMark = bigint | undefined

/**
 * Profit that can be shared, in quote atoms; `undefined` while it cannot be told. Mirrors `ProfitShare._profit`.
 *
 * @example
 * profitOf(earned, undefined) // => 1_000n
 */
export function profitOf({ position, market }: MakerVault, mark: LiveMark): bigint | undefined {
  if (position.lots === 0n) return position.realisedPnl
  if (mark === undefined) return undefined
  return shareableProfit(position.realisedPnl, position.cost, markValueDown(position.lots, market.tickSize, mark))
}

/**
 * Share profit above the high-water mark as far as it can be told, and set aside what free quote covers of it. Mirrors
 * `ProfitShare._crystallise`.
 *
 * @example
 * vaultCrystallised(earned, undefined).setAside // => 200n
 */
export function vaultCrystallised(
  vault: MakerVault,
  mark: LiveMark,
): { readonly vault: MakerVault; readonly told: boolean; readonly accrued: bigint; readonly setAside: bigint } {
  const { account, shareBps } = vault.manager
  const profit = profitOf(vault, mark)
  const told = profit !== undefined
  const isRaised = told && profit > vault.highWaterMark
  // Without a manager there is nobody to share with: the profit is the owner's alone.
  const accrued = isRaised && BigInt(account) !== 0n ? shareDown(profit, vault.highWaterMark, shareBps) : 0n
  const claim = claimOf(vault, account)
  const due = claim.carried + accrued
  const setAside = coverable(vault, due)
  if (!isRaised && setAside === 0n) return { vault, told, accrued, setAside }
  const next = {
    ...vault,
    highWaterMark: isRaised ? profit : vault.highWaterMark,
    owed: vault.owed + setAside,
    events: vault.events + 1n,
  }
  const settled = { setAside: claim.setAside + setAside, carried: due - setAside }
  return { vault: due === 0n ? next : withClaim(next, account, settled), told, accrued, setAside }
}

/**
 * The owner sets the manager's share in 1/10 000, of profit from now on. Mirrors `OwnersDesk.setProfitShare`.
 *
 * @throws {ProfitShareUnsettledError | ProfitShareTooHighError}
 *
 * @example
 * vaultShareSet(vault, 1_000, undefined).manager.shareBps // => 1_000
 */
export function vaultShareSet(vault: MakerVault, shareBps: number, mark: LiveMark): MakerVault {
  const crystallised = vaultCrystallised(vault, mark)
  if (!crystallised.told) throw new ProfitShareUnsettledError()
  return withShare(crystallised.vault, shareBps)
}

/**
 * Mirrors `ProfitShare._setShare`.
 *
 * @throws {ProfitShareTooHighError}
 *
 * @example
 * withShare(vault, 1_000).manager.shareBps // => 1_000
 */
export function withShare(vault: MakerVault, shareBps: number): MakerVault {
  if (shareBps > MAX_SHARE_BPS) throw new ProfitShareTooHighError(shareBps, MAX_SHARE_BPS)
  return { ...vault, manager: { ...vault.manager, shareBps }, events: vault.events + 1n }
}

/**
 * A manager, present or former, takes what is set aside for him and what free quote covers by now. Mirrors
 * `OwnersDesk.claimProfitShare`.
 *
 * @throws {NothingOwedError}
 *
 * @example
 * vaultShareClaimed(vaultCrystallised(earned, undefined).vault, owners.manager).amount // => 200n
 */
export function vaultShareClaimed(vault: MakerVault, account: string): { vault: MakerVault; amount: bigint } {
  const claim = claimOf(vault, account)
  const covered = coverable(vault, claim.carried)
  const amount = claim.setAside + covered
  if (amount === 0n) throw new NothingOwedError(account)
  const rest = { setAside: 0n, carried: claim.carried - covered }
  const owed = vault.owed - claim.setAside
  const paid = { ...vault, owed, events: vault.events + 1n, quote: payFrom(vault.quote, amount) }
  return { vault: withClaim(paid, account, rest), amount }
}

/** As much of `amount` as quote covers that is neither set aside nor needed by resting bids. Mirrors `ProfitShare._coverable`. */
function coverable(vault: MakerVault, amount: bigint): bigint {
  if (amount === 0n) return 0n
  const kept = vault.owed + vaultRequiredFunds(vault).quote
  const free = vault.quote > kept ? vault.quote - kept : 0n
  return amount < free ? amount : free
}

function withClaim(vault: MakerVault, account: string, claim: Claim): MakerVault {
  return { ...vault, claims: { ...vault.claims, [account.toLowerCase()]: claim } }
}
