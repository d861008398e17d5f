import { approveGridVaultSync } from './approveGridVault.ts'
import { approveToken, approveTokenSync } from './approveToken.ts'
import { cancelQuote, cancelQuoteSync } from './cancelQuote.ts'
import { cancelQuotesUpTo, cancelQuotesUpToSync } from './cancelQuotesUpTo.ts'
import { createGridVault, createGridVaultSync } from './createGridVault.ts'
import { depositVault, depositVaultSync } from './depositVault.ts'
import { getMarket } from './getMarket.ts'
import { getQuoteState } from './getQuoteState.ts'
import { getRequiredFunds } from './getRequiredFunds.ts'
import { getVaultGrid } from './getVaultGrid.ts'
import { getVaultStats } from './getVaultStats.ts'
import { haltVault, haltVaultSync } from './haltVault.ts'
import type { ExchangeOption, TidemarkClient, VaultFactoryOption } from './internal/client.ts'
import { predictGridVault } from './predictGridVault.ts'
import { raiseEpoch, raiseEpochSync } from './raiseEpoch.ts'
import { resumeVault, resumeVaultSync } from './resumeVault.ts'
import { setVaultManager, setVaultManagerSync } from './setVaultManager.ts'
import { signQuote } from './signQuote.ts'
import { takeGrid, takeGridSync } from './takeGrid.ts'
import { takeQuote, takeQuoteSync } from './takeQuote.ts'
import { verifyQuote } from './verifyQuote.ts'
import { withdrawVault, withdrawVaultSync } from './withdrawVault.ts'

/** The parameters and result of an action, its client bound. */
type Bound<Action extends (client: TidemarkClient, parameters: never) => unknown> = Action extends (
  client: TidemarkClient,
  ...rest: infer Rest
) => infer Result
  ? (...rest: Rest) => Result
  : never

// A type alias, because viem's `extend` takes no interface.
/** Every Tidemark action as a method of a client; each is documented with the function of its name. */
export type TidemarkActions = {
  readonly approveGridVaultSync: Bound<typeof approveGridVaultSync>
  readonly approveToken: Bound<typeof approveToken>
  readonly approveTokenSync: Bound<typeof approveTokenSync>
  readonly cancelQuote: Bound<typeof cancelQuote>
  readonly cancelQuoteSync: Bound<typeof cancelQuoteSync>
  readonly cancelQuotesUpTo: Bound<typeof cancelQuotesUpTo>
  readonly cancelQuotesUpToSync: Bound<typeof cancelQuotesUpToSync>
  readonly createGridVault: Bound<typeof createGridVault>
  readonly createGridVaultSync: Bound<typeof createGridVaultSync>
  readonly depositVault: Bound<typeof depositVault>
  readonly depositVaultSync: Bound<typeof depositVaultSync>
  readonly getMarket: Bound<typeof getMarket>
  readonly getQuoteState: Bound<typeof getQuoteState>
  readonly getRequiredFunds: Bound<typeof getRequiredFunds>
  readonly getVaultGrid: Bound<typeof getVaultGrid>
  readonly getVaultStats: Bound<typeof getVaultStats>
  readonly haltVault: Bound<typeof haltVault>
  readonly haltVaultSync: Bound<typeof haltVaultSync>
  readonly predictGridVault: Bound<typeof predictGridVault>
  readonly raiseEpoch: Bound<typeof raiseEpoch>
  readonly raiseEpochSync: Bound<typeof raiseEpochSync>
  readonly resumeVault: Bound<typeof resumeVault>
  readonly resumeVaultSync: Bound<typeof resumeVaultSync>
  readonly setVaultManager: Bound<typeof setVaultManager>
  readonly setVaultManagerSync: Bound<typeof setVaultManagerSync>
  readonly signQuote: Bound<typeof signQuote>
  readonly takeGrid: Bound<typeof takeGrid>
  readonly takeGridSync: Bound<typeof takeGridSync>
  readonly takeQuote: Bound<typeof takeQuote>
  readonly takeQuoteSync: Bound<typeof takeQuoteSync>
  readonly verifyQuote: Bound<typeof verifyQuote>
  readonly withdrawVault: Bound<typeof withdrawVault>
  readonly withdrawVaultSync: Bound<typeof withdrawVaultSync>
}

/**
 * Give a viem client every Tidemark action as a method.
 *
 * @param at Contracts to use instead of the known deployment on the client's chain.
 *
 * @example
 * const client = createClient({ account, chain, transport: http() }).extend(tidemarkActions())
 * const market = await client.getMarket({ marketId: 1 })
 */
export function tidemarkActions(at: ExchangeOption & VaultFactoryOption = {}) {
  return (client: TidemarkClient): TidemarkActions => ({
    approveGridVaultSync: (parameters) => approveGridVaultSync(client, { ...at, ...parameters }),
    approveToken: (parameters) => approveToken(client, { ...at, ...parameters }),
    approveTokenSync: (parameters) => approveTokenSync(client, { ...at, ...parameters }),
    cancelQuote: (parameters) => cancelQuote(client, { ...at, ...parameters }),
    cancelQuoteSync: (parameters) => cancelQuoteSync(client, { ...at, ...parameters }),
    cancelQuotesUpTo: (parameters) => cancelQuotesUpTo(client, { ...at, ...parameters }),
    cancelQuotesUpToSync: (parameters) => cancelQuotesUpToSync(client, { ...at, ...parameters }),
    createGridVault: (parameters) => createGridVault(client, { ...at, ...parameters }),
    createGridVaultSync: (parameters) => createGridVaultSync(client, { ...at, ...parameters }),
    depositVault: (parameters) => depositVault(client, { ...at, ...parameters }),
    depositVaultSync: (parameters) => depositVaultSync(client, { ...at, ...parameters }),
    getMarket: (parameters) => getMarket(client, { ...at, ...parameters }),
    getQuoteState: (parameters) => getQuoteState(client, { ...at, ...parameters }),
    getRequiredFunds: (parameters) => getRequiredFunds(client, { ...at, ...parameters }),
    getVaultGrid: (parameters) => getVaultGrid(client, { ...at, ...parameters }),
    getVaultStats: (parameters) => getVaultStats(client, { ...at, ...parameters }),
    haltVault: (parameters) => haltVault(client, { ...at, ...parameters }),
    haltVaultSync: (parameters) => haltVaultSync(client, { ...at, ...parameters }),
    predictGridVault: (parameters) => predictGridVault(client, { ...at, ...parameters }),
    raiseEpoch: (parameters) => raiseEpoch(client, { ...at, ...parameters }),
    raiseEpochSync: (parameters) => raiseEpochSync(client, { ...at, ...parameters }),
    resumeVault: (parameters) => resumeVault(client, { ...at, ...parameters }),
    resumeVaultSync: (parameters) => resumeVaultSync(client, { ...at, ...parameters }),
    setVaultManager: (parameters) => setVaultManager(client, { ...at, ...parameters }),
    setVaultManagerSync: (parameters) => setVaultManagerSync(client, { ...at, ...parameters }),
    signQuote: (parameters) => signQuote(client, { ...at, ...parameters }),
    takeGrid: (parameters) => takeGrid(client, { ...at, ...parameters }),
    takeGridSync: (parameters) => takeGridSync(client, { ...at, ...parameters }),
    takeQuote: (parameters) => takeQuote(client, { ...at, ...parameters }),
    takeQuoteSync: (parameters) => takeQuoteSync(client, { ...at, ...parameters }),
    verifyQuote: (parameters) => verifyQuote(client, { ...at, ...parameters }),
    withdrawVault: (parameters) => withdrawVault(client, { ...at, ...parameters }),
    withdrawVaultSync: (parameters) => withdrawVaultSync(client, { ...at, ...parameters }),
  })
}
