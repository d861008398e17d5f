import { makerVaultAbi } from '@tidemark/sdk/abis'
import { Side } from '@tidemark/sdk/core'
import type { Address } from 'viem'
import { generator } from './branch.ts'
import { type DevnetClient, GENESIS } from './devnet.ts'
import { createVault, deployVenue, mine, send, take, takeQuote, type Venue } from './venue.ts'

const DAY = 86_400

/** A venue with two vaults and some days of trading behind it. */
export interface TradedVenue extends Venue {
  /** Funded, traded, deposited to, withdrawn from, halted and resumed. */
  readonly vault: Address
  /** Created and first filled within one block, later drained, which halts it. */
  readonly second: Address
  /** An account that signs quotes. */
  readonly quoter: Address
}

/**
 * Trade for `days` days, `blocksPerDay` blocks a day: random takes of both vaults on both sides, now and then a signed
 * quote, and everything an owner can do. The same arguments make the same chain.
 */
export async function tradeForDays(client: DevnetClient, days: number, blocksPerDay: number): Promise<TradedVenue> {
  const venue = await deployVenue(client)
  const [, owner, taker, quoter, other] = venue.accounts as [Address, Address, Address, Address, Address, Address]
  const vault = await createVault(venue, owner)
  await mine(client, GENESIS + 120)
  const random = generator(1)
  let second: Address | undefined
  for (let day = 0; day < days; day++) {
    // A weekend now and then: days on which nothing happens.
    const midnight = GENESIS + (day + Math.floor(day / 5) * 2) * DAY
    for (let block = 0; block < blocksPerDay; block++) {
      for (let n = random(4); n > 0; n--) {
        const target = second !== undefined && random(3) === 0 ? second : vault
        await take(venue, taker, target, random(2) === 0 ? Side.Bid : Side.Ask, BigInt(1 + random(2_500)))
      }
      if (random(8) === 0) {
        const price = BigInt(950 + random(100))
        await takeQuote(
          venue,
          taker,
          quoter,
          random(2) === 0 ? Side.Bid : Side.Ask,
          7n,
          price,
          BigInt(day * 1e6 + block),
        )
      }
      if (day === 1 && block === 0) {
        second = await createVault(venue, other)
        await take(venue, taker, second, Side.Ask, 1_500n)
      }
      await mine(client, midnight + 600 + Math.floor((block * (DAY - 1_200)) / blocksPerDay))
    }
    if (day === 2) await ownerActs(venue, owner, vault, midnight + DAY - 500)
    if (day === 4 && second !== undefined) await drain(venue, other, second, midnight + DAY - 500)
  }
  if (second === undefined) throw new RangeError('the second vault comes on the second day')
  return {
    ...venue,
    vault: lower(vault),
    second: lower(second),
    quoter: lower(quoter),
    exchange: lower(venue.exchange),
  }
}

async function ownerActs({ client }: Venue, owner: Address, vault: Address, timestamp: number): Promise<void> {
  await send(client, owner, vault, makerVaultAbi, 'deposit', [500n * 10n ** 15n, 123_456_789n])
  await send(client, owner, vault, makerVaultAbi, 'halt', [])
  await mine(client, timestamp)
  await send(client, owner, vault, makerVaultAbi, 'resume', [])
  await send(client, owner, vault, makerVaultAbi, 'setManager', [owner])
  await send(client, owner, vault, makerVaultAbi, 'withdraw', [10n ** 15n + 1n, 23_456_789n, owner])
  await mine(client, timestamp + 10)
}

/** More than resting orders allow, so the vault halts itself. */
async function drain({ client }: Venue, owner: Address, vault: Address, timestamp: number): Promise<void> {
  await send(client, owner, vault, makerVaultAbi, 'withdraw', [0n, 500_000_000n, owner])
  await mine(client, timestamp)
}

function lower(address: Address): Address {
  return address.toLowerCase() as Address
}
