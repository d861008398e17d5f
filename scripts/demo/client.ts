import { createClient, http } from 'viem'
import { foundry } from 'viem/chains'

/** A viem client of the devnet, whose accounts are unlocked. */
export type DevnetClient = ReturnType<typeof connect>

/** Connect to a devnet. */
export function connect(url: string) {
  return createClient({ chain: foundry, transport: http(url, { retryCount: 0 }), pollingInterval: 20 })
}
