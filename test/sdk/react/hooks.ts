import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Side, type TidemarkContracts } from '@tidemark/sdk'
import * as viemActions from '@tidemark/sdk/actions'
import * as hooks from '@tidemark/sdk/react'
import { expect } from 'chai'
import { createElement, type ReactNode } from 'react'
import { anvil } from 'viem/chains'
import { createConfig, http, WagmiProvider } from 'wagmi'
import { connect } from 'wagmi/actions'
import { startWorld, type World } from '../helpers/world.ts'
import { nodeWallet } from './helpers/connector.ts'
import { mount, unstage, until } from './helpers/root.ts'

const GRID = { marketId: 1, prices: [9_000n, 10_000n, 11_000n], sizePerCell: 10n, referencePrice: 9_500n } as const

/** Runs hooks and shows nothing. */
function Probe({ run }: { readonly run: () => void }): ReactNode {
  run()
  return null
}

describe('react', function () {
  this.timeout(30_000)
  let world: World
  let vault: `0x${string}`
  let contracts: TidemarkContracts
  const cleanups: (() => void)[] = []

  before(async () => {
    world = await startWorld()
    const { exchange, vaultFactory, poolFactory, lens } = world
    contracts = { exchange, vaultFactory, poolFactory, lens }
    await world.maker.approveVaultSync(GRID)
    vault = (await world.maker.createGridVaultSync(GRID)).vault
  })
  afterEach(() => {
    for (const clean of cleanups.splice(0)) clean()
  })
  after(async () => {
    unstage()
    await world.node.stop()
  })

  /** Run hooks under the providers of an application, connected as the taker unless told otherwise, and see what they returned last. */
  async function render<value>(use: () => value, { connected = true } = {}): Promise<() => value | undefined> {
    const config = createConfig({
      chains: [anvil],
      transports: { [anvil.id]: http(world.node.url) },
      connectors: [nodeWallet(world.node.url, world.taker.account.address, anvil.id)],
      pollingInterval: 20,
      storage: null,
      multiInjectedProviderDiscovery: false,
    })
    const [connector] = config.connectors
    if (connected && connector !== undefined) await connect(config, { connector })
    const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
    let last: { value: value } | undefined
    const run = () => {
      last = { value: use() }
    }
    const provided = createElement(hooks.TidemarkProvider, { contracts }, createElement(Probe, { run }))
    const queries = createElement(QueryClientProvider, { client: queryClient }, provided)
    cleanups.push(mount(createElement(WagmiProvider, { config, reconnectOnMount: false }, queries)))
    cleanups.push(() => queryClient.clear())
    return () => last?.value
  }

  it('has a hook for every action', () => {
    const named = (action: string) => {
      const other = { getBalance: 'TokenBalance', getAllowance: 'TokenAllowance', getPeriod: 'RebatePeriod' }
      const words = other[action as keyof typeof other] ?? action.replace(/^get/, '').replace(/Sync$/, '')
      return `use${words.charAt(0).toUpperCase()}${words.slice(1)}`
    }
    const pure = /(Call|Error|Leg|Actions)$|^(grid|quote|deltaNeutral|custom)Strategy$/
    const actions = Object.entries(viemActions)
      .filter(([name, value]) => typeof value === 'function' && !pure.test(name))
      .map(([name]) => name)
      .filter((name) => name !== 'approveGridVaultSync')
    expect(actions.length).to.be.greaterThan(100)
    expect(actions.filter((name) => !(named(name) in hooks))).to.deep.equal([])
  })

  it('reads, for the connected account where nobody is named', async () => {
    const see = await render(() => ({
      market: hooks.useMarket({ marketId: 1 }),
      vault: hooks.useVault({ vault }),
      book: hooks.useBook({ marketId: 1, makers: [vault] }),
      balance: hooks.useTokenBalance({ token: world.quote }),
      missing: hooks.useMarket({ marketId: 9 }),
      unknown: hooks.useVaultStats(undefined),
    }))
    const {
      market,
      vault: view,
      book,
      balance,
      missing,
      unknown,
    } = await until(() => {
      const seen = see()
      const pending = seen && Object.entries(seen).some(([name, { isPending }]) => name !== 'unknown' && isPending)
      return pending === false && seen
    })
    expect(market.data).to.deep.equal(await world.taker.getMarket({ marketId: 1 }))
    expect(view.data?.stats.cursor).to.equal(10n)
    expect(book.data?.bids).to.deep.equal([{ price: 9_000n, lots: 10n }])
    expect(balance.data).to.equal((await world.balances(world.taker.account.address)).quote)
    expect([missing.error?.code, missing.error?.args]).to.deep.equal(['UnknownMarket', { marketId: 9 }])
    expect([unknown.isPending, unknown.fetchStatus]).to.deep.equal([true, 'idle'])
  })

  it('writes by the connected wallet, and reads anew what that changed', async () => {
    const see = await render(() => ({
      stats: hooks.useVaultStats({ vault }),
      take: hooks.useTakeGrid(),
      sign: hooks.useSignQuote(),
    }))
    const ready = await until(() => (see()?.stats.data ? see() : undefined))
    const fills = ready.stats.data?.fills ?? 0n
    ready.take.mutate({ vault, side: Side.Ask, size: 2n, limitPrice: 11_000n })
    const done = await until(() => see()?.take.data)
    // 2 x 11 000 x 100, and 5 bps.
    expect([done.size, done.notional, done.fee, done.taker]).to.deep.equal([
      ...[2n, 2_200_000n, 1_100n, world.taker.account.address],
    ])
    await until(() => see()?.stats.data?.fills === fills + 1n)

    const signed = await ready.sign.mutateAsync({ marketId: 1, askPrice: 10_500n, askSize: 1n, expiry: 4_102_444_800n })
    expect(signed.quote.maker).to.equal(world.taker.account.address)
    expect(await world.maker.verifyQuote(signed)).to.equal(true)

    const refused = await ready.take
      .mutateAsync({ vault, side: Side.Ask, size: 1n, limitPrice: 1n })
      .catch((error) => error)
    expect(refused).to.have.property('code', 'NothingToTake')
  })

  it('says who cannot sign: nobody is connected', async () => {
    const see = await render(() => ({ halt: hooks.useHaltVault(), tier: hooks.useTier({ quote: world.quote }) }), {
      connected: false,
    })
    const { halt } = await until(() => see())
    const refused = await halt.mutateAsync({ vault }).catch((error: unknown) => error)
    expect(refused).to.have.property('code', 'RequestFailed')
    const { tier } = await until(() => (see()?.tier.error ? see() : undefined))
    expect(tier.error?.code).to.equal('AccountRequired')
  })

  it('listens while it is mounted', async () => {
    const fills: bigint[] = []
    const kinds: string[] = []
    await render(() => {
      hooks.useWatchFills({ maker: vault }, { onEvents: (seen) => fills.push(...seen.map(({ size }) => size)) })
      hooks.useWatchVault({ vault }, { onEvents: (seen) => kinds.push(...seen.map(({ eventName }) => eventName)) })
      hooks.useWatchPool(undefined, { onEvents: () => kinds.push('never') })
    })
    // A filter is set at the block that is seen first; until then nothing is heard.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await world.taker.takeGridSync({ vault, side: Side.Ask, size: 3n, limitPrice: 11_000n })
    await world.maker.haltVaultSync({ vault })
    await until(() => fills.length > 0 && kinds.length > 0)
    expect([fills, kinds]).to.deep.equal([[3n], ['Halted']])
    for (const clean of cleanups.splice(0)) clean()
    await world.maker.resumeVaultSync({ vault })
    await world.taker.takeGridSync({ vault, side: Side.Ask, size: 1n, limitPrice: 11_000n })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([fills, kinds]).to.deep.equal([[3n], ['Halted']])
  })
})
