import {
  exchangeAbi,
  liquidityPoolAbi,
  makerVaultAbi,
  poolFactoryAbi,
  testTokenAbi,
  vaultFactoryAbi,
} from '@tidemark/sdk/abis'
import { bestPoolPrices, clampPrice, GridMode, QUOTE_TYPES, type Quote, quoteDomain, Side } from '@tidemark/sdk/core'
import {
  type Abi,
  type Address,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  maxUint256,
  parseAbi,
  zeroAddress,
} from 'viem'
import { type Dice, dice } from '../../parity/helpers/dice.ts'
import { BAND_BPS, MAX_AGE, ORACLE_ABI } from '../../parity/helpers/feed.ts'
import { drawStrategy, type Source } from '../../parity/helpers/strategyDraws.ts'
import { type DevnetClient, GENESIS } from './devnet.ts'
import { at, deploy, mine } from './venue.ts'

const LAST = 2n ** 64n - 1n
const LOCKED: Address = '0x000000000000000000000000000000000000dead'
const ANY = {
  ...{ minBase: 0n, maxBase: maxUint256, minQuote: 0n, maxQuote: maxUint256 },
  ...{ minCursor: 0n, maxCursor: maxUint256, deadline: LAST },
}
const DAY = 86_400

/** The market without an oracle, the one that is hedged on, and the one with an oracle. */
const MARKETS = [
  { lotSize: 10n ** 16n, tickSize: 100n },
  { lotSize: 5n * 10n ** 15n, tickSize: 30n },
  { lotSize: 10n ** 16n, tickSize: 100n },
] as const

type Contracts = Readonly<Record<'base' | 'quote' | 'feed' | 'guard' | 'vaultFactory' | 'poolFactory', Address>>

interface Maker {
  readonly address: Address
  readonly market: number
  readonly source: Source
}

/** A market of everything there is, that random hands trade. What the contracts refuse is part of it. */
export class Everything {
  readonly exchange: Address
  readonly vaults: Maker[] = []
  readonly pools: Maker[] = []
  readonly providers: readonly Address[]
  readonly managers: readonly Address[]
  readonly #client: DevnetClient
  readonly #dice: Dice
  readonly #of: Contracts
  readonly #accounts: readonly Address[]
  #now = GENESIS + 60
  #answer = 10n ** 10n
  #salt = 0n
  #moving: { pool: Address; args: readonly [readonly bigint[], bigint] } | undefined

  private constructor(
    client: DevnetClient,
    seed: number,
    exchange: Address,
    of: Contracts,
    accounts: readonly Address[],
  ) {
    this.#client = client
    this.#dice = dice(seed)
    this.exchange = exchange
    this.#of = of
    this.#accounts = accounts
    this.managers = [at(accounts, 3), at(accounts, 4)]
    this.providers = [at(accounts, 6), at(accounts, 7), at(accounts, 8)]
  }

  /** Deploy all of it: periods of a day, tiers that a few fills reach, ten vaults and two pools. */
  static async open(client: DevnetClient, seed: number): Promise<Everything> {
    const accounts = await client.getAddresses()
    const governor = at(accounts, 0)
    const make = (name: string, abi: Abi, args: unknown[]) => deploy(client, governor, name, abi, args)
    const base = await make('mocks/TestToken', testTokenAbi, ['Base', 'BASE', 18])
    const quote = await make('mocks/TestToken', testTokenAbi, ['Quote', 'QUOTE', 6])
    const guard = await make('mocks/GuardHarness', GUARD_ABI, [])
    const feed = await make('mocks/MockOracle', MOCK_ORACLE, [8, 10n ** 10n])
    const terms = [governor, DAY, [200n, 2_000n, 20_000n], [0, 1, 2, 3]]
    const exchange = await make('Exchange', exchangeAbi, terms)
    const vaultFactory = await make('VaultFactory', vaultFactoryAbi, [exchange])
    const poolFactory = await make('PoolFactory', poolFactoryAbi, [exchange])
    const of = { base, quote, feed, guard, vaultFactory, poolFactory }
    const venue = new Everything(client, seed, exchange, of, accounts)
    await venue.#setUp()
    return venue
  }

  async #setUp(): Promise<void> {
    const { base, quote, feed, vaultFactory, poolFactory } = this.#of
    const { exchange } = this
    const governor = this.#account(0)
    await this.#send(governor, exchange, exchangeAbi, 'setFactory', [1, vaultFactory])
    await this.#send(governor, exchange, exchangeAbi, 'setFactory', [2, poolFactory])
    for (const [i, units] of MARKETS.entries()) {
      const oracle = i === 0 ? NO_ORACLE : { oracle: feed, oracleBandBps: BAND_BPS, maxOracleAge: Number(MAX_AGE) }
      const fees = { takerFeeBps: 7, poolFeeShareBps: i === 2 ? 1_500 : 3_000, halted: false }
      await this.#send(governor, exchange, exchangeAbi, 'createMarket', [{ base, quote, ...units, ...fees, ...oracle }])
    }
    for (const account of this.#accounts) {
      for (const token of [base, quote]) {
        await this.#send(account, token, testTokenAbi, 'mint', [account, 10n ** 32n])
        for (const spender of [exchange, vaultFactory, poolFactory]) {
          await this.#send(account, token, testTokenAbi, 'approve', [spender, maxUint256])
        }
      }
    }
    await this.#tell(this.#answer)
    await this.#block(60)
    for (const market of [1, 3]) {
      for (const mode of Object.values(GridMode)) await this.#createVault('grid', market, mode)
      for (const source of ['quotes', 'delta'] as const) await this.#createVault(source, market, GridMode.Adjacent)
    }
    for (const market of [1, 3]) await this.#createPool(market)
    await this.#block(60)
  }

  /** `count` blocks of what may happen, sometimes days apart. */
  async trade(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      this.#now += this.#dice.once(12) ? 20_000 + this.#dice.below(60_000) : 1 + this.#dice.below(900)
      // The feed is seldom silent for long.
      if (!this.#dice.once(6)) await this.#tell()
      for (let n = 2 + this.#dice.below(5); n > 0; n--) await this.#act()
      await mine(this.#client, this.#now)
      if (this.#moving) await this.#move()
    }
  }

  async #act(): Promise<void> {
    const roll = this.#dice.below(30)
    if (roll < 20) return this.#actOnVault(this.#dice.pick(this.vaults))
    if (roll < 29) return this.#actOnPool(this.#dice.pick(this.pools))
    return this.#govern()
  }

  // ---- vaults -----------------------------------------------------------------------------------------------------

  async #actOnVault(vault: Maker): Promise<void> {
    const { address } = vault
    const owner = this.#account(1)
    const own = (name: string, args: unknown[], from = owner) => this.#send(from, address, makerVaultAbi, name, args)
    const d = this.#dice
    const { halted } = await this.#client.readContract({ address, abi: makerVaultAbi, functionName: 'stats' })
    if (halted && d.once(2)) {
      if (d.once(2)) await own('deposit', [200n * 10n ** 16n, 10n ** 10n])
      return own('resume', [])
    }
    const seldom = [
      () => own('halt', []),
      () => own('raiseManagerEpoch', []),
      () => own('setManager', [d.once(6) ? zeroAddress : d.pick(this.managers)]),
      () => own('setProfitShare', [d.below(5_000)]),
      () => this.#reseed(vault),
      () => this.#send(this.#account(2), this.#of.quote, testTokenAbi, 'transfer', [address, d.upTo(10n ** 8n)]),
      () => this.#send(this.#account(2), this.#of.guard, GUARD_ABI, 'setAllows', [!d.once(4)]),
    ]
    const often = [
      () => own('deposit', [d.upTo(200n) * 10n ** 16n, d.upTo(10n ** 9n)]),
      () => own('withdraw', [d.once(3) ? d.upTo(10n ** 19n) : 0n, d.upTo(10n ** 8n), owner]),
      () => own('crystallise', [], this.#account(2)),
      () => {
        const manager = d.pick(this.managers)
        return own('claimProfitShare', [manager], manager)
      },
    ]
    if (d.once(7)) return d.pick(seldom)()
    if (d.once(4)) return d.pick(often)()
    if (vault.source === 'delta' && d.once(3)) return this.#hedge(vault)
    return vault.source === 'grid' ? this.#takeGrid(vault) : this.#takeQuote(vault)
  }

  #takeGrid({ address }: Maker): Promise<void> {
    const side = this.#dice.pick([Side.Bid, Side.Ask])
    const limitPrice = side === Side.Ask ? LAST : 0n
    const taker = this.#account(2)
    const size = 1n + this.#dice.upTo(150n)
    const terms = { side, size, minSize: 0n, limitPrice, recipient: taker, deadline: LAST }
    return this.#send(taker, this.exchange, exchangeAbi, 'takeGrid', [address, terms])
  }

  async #takeQuote({ address, market }: Maker): Promise<void> {
    const read = { address, abi: makerVaultAbi } as const
    const manager = await this.#client.readContract({ ...read, functionName: 'manager' })
    const epoch = await this.#client.readContract({ ...read, functionName: 'managerEpoch' })
    if (manager === zeroAddress) return
    const side = this.#dice.pick([Side.Bid, Side.Ask])
    return this.#fillQuote(manager, address, market, side, 1n + this.#dice.upTo(150n), BigInt(epoch))
  }

  async #fillQuote(signer: Address, maker: Address, market: number, side: Side, size: bigint, epoch: bigint) {
    const { quote, signature } = await this.#sign(signer, maker, market, size, epoch, 1n + this.#dice.upTo(300n))
    const taker = this.#account(2)
    const limitPrice = side === Side.Ask ? LAST : 0n
    const terms = { side, size, minSize: 0n, limitPrice, recipient: taker, deadline: LAST }
    await this.#send(taker, this.exchange, exchangeAbi, 'takeQuote', [quote, signature, terms])
  }

  async #sign(signer: Address, maker: Address, marketId: number, size: bigint, epoch: bigint, half: bigint) {
    const { tickSize, lotSize } = at(MARKETS, marketId - 1)
    // The feed's answer in ticks, and something near it.
    const mid = (this.#answer * lotSize * 10n ** 6n) / (10n ** 26n * tickSize) + this.#dice.upTo(80n) - 40n
    const quote: Quote = {
      ...{ maker, marketId, bidPrice: mid - half, bidSize: size, askPrice: mid + half, askSize: size, nonce: 0n },
      ...{ epoch, expiry: BigInt(this.#now + 30), taker: zeroAddress, salt: ++this.#salt },
    }
    const domain = quoteDomain(31_337, this.exchange)
    const message = { types: QUOTE_TYPES, primaryType: 'Quote', message: quote } as const
    const signature = await this.#client.signTypedData({ account: signer, domain, ...message })
    return { quote, signature }
  }

  async #hedge({ address }: Maker): Promise<void> {
    const manager = await this.#client.readContract({ address, abi: makerVaultAbi, functionName: 'manager' })
    if (manager === zeroAddress) return
    const dealer = this.#account(5)
    const amount = 2n * (1n + this.#dice.upTo(30n))
    const { quote, signature } = await this.#sign(dealer, dealer, 2, amount, 0n, this.#dice.upTo(40n))
    const side = this.#dice.pick([Side.Bid, Side.Ask])
    const terms = { amount, limit: side === Side.Ask ? maxUint256 >> 1n : 0n, minSize: amount }
    const route = { marketId: 2, side, exactNotional: false, partialFill: false, ...terms }
    const leg = { maker: dealer, size: amount, limitPrice: side === Side.Ask ? LAST : 0n }
    const [type] = TAKE_QUOTE.inputs
    const encoded: Hex = `${encodeAbiParameters([type], [quote])}${signature.slice(2)}`
    await this.#send(manager, address, makerVaultAbi, 'hedge', [
      { ...route, recipient: address, deadline: LAST },
      [{ ...leg, quote: encoded }],
    ])
  }

  async #reseed({ address, source }: Maker): Promise<void> {
    const state = await this.#client.readContract({ address, abi: makerVaultAbi, functionName: 'strategyState' })
    const strategy = drawStrategy(this.#dice, source, this.#of.guard)
    await this.#send(this.#account(1), address, makerVaultAbi, 'setStrategy', [strategy, state])
  }

  /** A vault of a strategy that the factory accepts. */
  async #createVault(source: Source, market: number, mode: GridMode): Promise<void> {
    const owner = this.#account(1)
    const [manager] = this.managers
    for (;;) {
      const strategy = drawStrategy(this.#dice, source, this.#of.guard)
      if (strategy.grid.mode !== mode) continue
      const funds = { baseAmount: 300n * 10n ** 16n, quoteAmount: 10n ** 10n, salt: hash(++this.#salt) }
      const args = [{ marketId: market, manager, profitShareBps: 2_000, strategy, ...funds }] as const
      const call = { address: this.#of.vaultFactory, abi: vaultFactoryAbi as Abi, functionName: 'createVault', args }
      const made = await this.#client.simulateContract({ ...call, account: owner }).catch(() => undefined)
      if (made === undefined) continue
      const address = (made.result as Address).toLowerCase() as Address
      await this.#send(owner, this.#of.vaultFactory, vaultFactoryAbi, 'createVault', args)
      for (const token of [this.#of.base, this.#of.quote]) {
        await this.#send(owner, token, testTokenAbi, 'approve', [address, maxUint256])
      }
      this.vaults.push({ address, market, source })
      return
    }
  }

  // ---- pools ------------------------------------------------------------------------------------------------------

  async #createPool(market: number): Promise<void> {
    const [founder] = this.providers
    const prices = Array.from({ length: 11 }, (_, i) => 9_000n + 200n * BigInt(i))
    const reference = { referencePrice: 10_050n, minReferencePrice: 5_000n, maxReferencePrice: 20_000n }
    const names = { name: 'Pool', symbol: 'POOL', salt: hash(++this.#salt) }
    const params = { marketId: market, operator: founder, prices, sizePerCell: 1_000n, ...reference, ...names }
    const args = [{ ...params, deadline: LAST }] as const
    const call = { address: this.#of.poolFactory, abi: poolFactoryAbi as Abi, functionName: 'createPool', args }
    const { result } = await this.#client.simulateContract({ ...call, account: at(this.providers, 0) })
    const address = (result as Address).toLowerCase() as Address
    await this.#send(at(this.providers, 0), this.#of.poolFactory, poolFactoryAbi, 'createPool', args)
    for (const provider of this.providers) {
      for (const token of [this.#of.base, this.#of.quote]) {
        await this.#send(provider, token, testTokenAbi, 'approve', [address, maxUint256])
      }
    }
    this.pools.push({ address, market, source: 'grid' })
  }

  async #actOnPool(pool: Maker): Promise<void> {
    const d = this.#dice
    const provider = d.pick(this.providers)
    const { address } = pool
    const call = (name: string, args: unknown[], from = provider) =>
      this.#send(from, address, liquidityPoolAbi, name, args)
    const held = await this.#client.readContract({
      ...{ address, abi: liquidityPoolAbi, functionName: 'balanceOf', args: [provider] },
    })
    const part = d.once(8) ? held : d.upTo(held / 3n)
    const other = d.once(10) ? LOCKED : d.pick(this.providers)
    const acts = [
      () => call('addLiquidity', [d.upTo(10n ** 9n), ANY, d.once(3) ? other : provider]),
      () => call('addLiquidity', [d.upTo(10n ** 10n), ANY, provider]),
      () => call('removeLiquidity', [part, ANY, provider]),
      () => call('removeLiquidityOneToken', [part, ANY, d.once(2), provider]),
      () => call('claimSetAside', [d.once(2), provider]),
      () => call('transfer', [other, part]),
      () => call('claimFees', [provider]),
      () => call('claimFees', [provider]),
      () => call('distributeFees', [d.upTo(10n ** 7n)]),
      () => this.#propose(address),
    ]
    return d.once(2) ? this.#takeGrid(pool) : d.pick(acts)()
  }

  async #propose(pool: Address): Promise<void> {
    const read = { address: pool, abi: liquidityPoolAbi } as const
    const operator = await this.#client.readContract({ ...read, functionName: 'operator' })
    if (this.#dice.once(6)) await this.#send(operator, pool, liquidityPoolAbi, 'setOperator', [this.providers[1]])
    const { cursor, sizePerCell } = await this.#client.readContract({ ...read, functionName: 'state' })
    const prices = await this.#client.readContract({ ...read, functionName: 'prices' })
    const { bid, ask } = bestPoolPrices(prices, { cursor, size: sizePerCell, bidTicks: 0n })
    const price = clampPrice(prices, this.#dice.once(2) ? bid : ask)
    const first = price - 600n - this.#dice.upTo(300n)
    const args = [Array.from({ length: 6 + this.#dice.below(6) }, (_, i) => first + 150n * BigInt(i)), price] as const
    await this.#send(operator, pool, liquidityPoolAbi, 'proposeMove', args)
    if (this.#dice.once(2)) {
      await this.#send(operator, pool, liquidityPoolAbi, 'cancelMove', [])
      await this.#send(operator, pool, liquidityPoolAbi, 'proposeMove', args)
    }
    this.#moving = { pool, args }
  }

  /** Nobody trades until the announced move can be made; then it is, unless the price is wrong by now. */
  async #move(): Promise<void> {
    const { pool, args } = this.#moving ?? { pool: zeroAddress, args: [] }
    this.#moving = undefined
    await this.#block(DAY)
    const operator = await this.#client.readContract({
      ...{ address: pool, abi: liquidityPoolAbi, functionName: 'operator' },
    })
    await this.#tell()
    await this.#send(operator, pool, liquidityPoolAbi, 'executeMove', args)
    await this.#block(5)
  }

  // ---- the rest ---------------------------------------------------------------------------------------------------

  /** The governor changes fees and rebates from the next period on, now and then to what bears none, or pays none. */
  async #govern(): Promise<void> {
    const d = this.#dice
    const governor = this.#account(0)
    const market = 1 + d.below(3)
    if (d.once(2)) return this.#fillQuote(this.#account(5), this.#account(5), market, Side.Ask, 40n, 0n)
    if (d.once(2)) {
      const fees = [market, 2 + d.below(8), d.below(4_000)]
      return this.#send(governor, this.exchange, exchangeAbi, 'scheduleFees', fees)
    }
    const first = 100n + d.upTo(900n)
    const rates = d.once(5) ? [0, 0, 0, 0] : [d.below(2), 1, 2 + d.below(2), 3]
    const terms = [[first, 4n * first, 30n * first], rates]
    return this.#send(governor, this.exchange, exchangeAbi, 'scheduleRebates', terms)
  }

  /** The feed moves, rarely too old to trade on. */
  async #tell(answer?: bigint): Promise<void> {
    const d = this.#dice
    // Rather up than down: there shall be profit to share.
    const moved = answer ?? (this.#answer * (10_000n + d.pick([1n, 1n, -1n]) * d.upTo(120n))) / 10_000n
    this.#answer = moved < 8n * 10n ** 9n || moved > 13n * 10n ** 9n ? 10n ** 10n : moved
    const updatedAt = BigInt(this.#now) - (answer === undefined && d.once(15) ? MAX_AGE : 0n)
    await this.#send(this.#account(2), this.#of.feed, ORACLE_ABI, 'setAnswerAt', [this.#answer, updatedAt])
  }

  async #send(from: Address, to: Address, abi: unknown, functionName: string, args: readonly unknown[]): Promise<void> {
    const data = encodeFunctionData({ abi: abi as Abi, functionName, args })
    await this.#client.submit({ from, to, data, gas: 6_000_000n })
  }

  async #block(seconds: number): Promise<void> {
    this.#now += seconds
    await mine(this.#client, this.#now)
  }

  #account(index: number): Address {
    return at(this.#accounts, index)
  }
}

const GUARD_ABI = parseAbi(['function setAllows(bool allows)'])

const NO_ORACLE = { oracle: zeroAddress, oracleBandBps: 0, maxOracleAge: 0 }

const MOCK_ORACLE = [
  { type: 'constructor', inputs: [{ type: 'uint8' }, { type: 'int256' }], stateMutability: 'nonpayable' },
] as const satisfies Abi

type TakeQuote = Extract<(typeof exchangeAbi)[number], { type: 'function'; name: 'takeQuote' }>
const TAKE_QUOTE = exchangeAbi.find((item) => item.type === 'function' && item.name === 'takeQuote') as TakeQuote

function hash(salt: bigint): Hex {
  return `0x${salt.toString(16).padStart(64, '0')}`
}
