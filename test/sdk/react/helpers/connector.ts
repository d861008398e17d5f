import type { Address } from 'viem'
import { type CreateConnectorFn, createConnector } from 'wagmi'

/** A wallet whose keys the node holds: every request goes there, and it signs as `account`. */
export function nodeWallet(url: string, account: Address, chainId: number): CreateConnectorFn {
  const provider = {
    async request({ method, params }: { method: string; params?: unknown }) {
      if (method === 'eth_accounts' || method === 'eth_requestAccounts') return [account]
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: params ?? [] })
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      const { result, error } = (await response.json()) as { result: unknown; error?: object }
      if (error !== undefined) throw Object.assign(new Error('the node refused'), error)
      return result
    },
  }
  return createConnector(() => ({
    id: 'node',
    name: 'Node',
    type: 'node',
    connect: async () => ({ accounts: [account] as never, chainId }),
    disconnect: async () => {},
    getAccounts: async () => [account],
    getChainId: async () => chainId,
    getProvider: async () => provider,
    isAuthorized: async () => true,
    onAccountsChanged() {},
    onChainChanged() {},
    onDisconnect() {},
  }))
}
