import { approveGridVaultSync, createGridVaultSync, exchangeAbi } from '@tidemark/sdk'
import {
  depositToVault,
  openVault,
  type RebateSchedule,
  requiredFunds,
  type VaultState,
  type VaultTerms,
} from '@tidemark/sdk/core'
import { type Address, zeroAddress } from 'viem'
import { getAddresses, readContract, waitForTransactionReceipt, writeContract } from 'viem/actions'
import type { DevnetClient } from './client.ts'
import type { Plan } from './plan.ts'
import { baseDecimals, quoteDecimals } from './terms.ts'
import { approveAll, deployToken, mint } from './tokens.ts'

/** Contracts of the deployment. */
export interface Venue {
  readonly exchange: Address
  readonly vaultFactory: Address
}

/** What prices are of. */
export interface Unit {
  readonly name: string
  readonly symbol: string
}

/** What a replay trades with. */
export interface Market {
  readonly exchange: Address
  readonly marketId: number
  readonly vault: Address
  readonly arbitrageur: Address
  readonly rebates: Rebates
}

/** What makers earn back: rates and thresholds, and the periods in which their volume counts (UTC seconds). */
export interface Rebates {
  /** Nothing where the market's fee does not bear them. */
  readonly schedule: RebateSchedule | undefined
  readonly start: bigint
  readonly length: bigint
}

/** A vault with these terms, freshly created and funded for its resting orders. */
export function fundedVault(terms: VaultTerms): VaultState {
  const empty = openVault(terms)
  const { base, quote } = requiredFunds(empty)
  return depositToVault(empty, base, quote).state
}

/**
 * Deploy two tokens, open a market, create and fund the vault, and give the arbitrageur what the plan will take.
 *
 * Governor, owner, manager and arbitrageur are the devnet's first four accounts.
 *
 * @param unit What the base token is a unit of.
 */
export async function setUpMarket(
  client: DevnetClient,
  venue: Venue,
  { name, symbol }: Unit,
  plan: Plan,
): Promise<Market> {
  const { exchange } = venue
  const [governor, owner, manager, arbitrageur] = await getAddresses(client)
  if (!governor || !owner || !manager || !arbitrageur) throw new Error('the devnet has fewer than four accounts')
  const base = await deployToken(client, governor, { name: `${name} unit`, symbol, decimals: baseDecimals })
  const quote = await deployToken(client, governor, { name: 'US dollar', symbol: 'USD', decimals: quoteDecimals })
  const marketId = await openMarket(client, exchange, governor, [base, quote], plan.start.terms)

  const funds = requiredFunds(plan.start)
  await mint(client, base, owner, funds.base)
  await mint(client, quote, owner, funds.quote)
  const { prices, sizePerCell, referencePrice } = plan.start.terms
  const terms = { ...venue, marketId, prices, sizePerCell, referencePrice, manager, account: owner }
  await approveGridVaultSync(client, terms)
  const { vault } = await createGridVaultSync(client, terms)

  await mint(client, base, arbitrageur, plan.arbitrageur.base)
  await mint(client, quote, arbitrageur, plan.arbitrageur.quote)
  await approveAll(client, base, arbitrageur, exchange)
  await approveAll(client, quote, arbitrageur, exchange)
  return { exchange, marketId, vault, arbitrageur, rebates: await readRebates(client, exchange, marketId) }
}

async function readRebates(client: DevnetClient, address: Address, marketId: number): Promise<Rebates> {
  const view = { address, abi: exchangeAbi } as const
  const [length, start] = await readContract(client, { ...view, functionName: 'periodTerms' })
  const pays = await readContract(client, { ...view, functionName: 'paysRebates', args: [marketId] })
  const [thresholds, ratesBps] = await readContract(client, { ...view, functionName: 'rebateSchedule', args: [0] })
  const schedule = pays ? { thresholds, ratesBps, decimals: quoteDecimals } : undefined
  return { schedule, start, length: BigInt(length) }
}

/** No oracle, and nothing of the fee for pools. */
const plainTerms = {
  poolFeeShareBps: 0,
  halted: false,
  oracle: zeroAddress,
  oracleBandBps: 0,
  maxOracleAge: 0,
} as const

async function openMarket(
  client: DevnetClient,
  exchange: Address,
  governor: Address,
  [base, quote]: readonly [Address, Address],
  { market }: VaultTerms,
): Promise<number> {
  const hash = await writeContract(client, {
    address: exchange,
    abi: exchangeAbi,
    functionName: 'createMarket',
    args: [{ base, quote, ...market, ...plainTerms }],
    account: governor,
  })
  await waitForTransactionReceipt(client, { hash })
  return readContract(client, { address: exchange, abi: exchangeAbi, functionName: 'marketCount' })
}
