import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import { network } from 'hardhat'
import { type Address, getContract, parseAbi, zeroAddress } from 'viem'
import { freshDevnet } from '../../scripts/deploy/addresses.ts'
import { type Deployed, deployOn } from '../../scripts/deploy/deploy.ts'
import { type DeployParameters, type MarketParameters, readParameters } from '../../scripts/deploy/parameters.ts'
import { type Check, verify } from '../../scripts/deploy/verify.ts'

const governor = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const guardian = '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65'

/** Everything that a parameter file may say. The tokens come from {@link deployFull}. */
const full = (base: Address, quote: Address, oracle: Address) => ({
  governor,
  guardian,
  periodLength: 604_800,
  rebateThresholds: [5, 70, '18446744073709551615'],
  rebateRatesBps: [1, 1, 2, 5],
  markets: [
    { base, lotSize: '10000000000000000', quote, tickSize: 100, takerFeeBps: 10, poolFeeShareBps: 5_000 },
    {
      ...{ base, lotSize: 1, quote, tickSize: 1, takerFeeBps: 0, poolFeeShareBps: 0 },
      ...{ oracle, oracleBandBps: 150, maxOracleAge: 3_600 },
    },
  ],
})

/** Names of the parameters that are not as they should be. */
const badOf = (checks: readonly Check[]) =>
  checks.filter(({ expected, actual }) => expected !== actual).map(({ name }) => name)

describe('deployment', function () {
  this.timeout(120_000)
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidemark-parameters-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  async function read(content: unknown): Promise<DeployParameters> {
    const file = join(folder, 'parameters.json')
    await writeFile(file, JSON.stringify(content))
    return readParameters(file)
  }

  async function deployFull() {
    const connection = await network.create()
    const deploy = async (name: string, args: readonly unknown[]) =>
      ((await connection.viem.deployContract(name as never, args as never)) as { address: Address }).address
    const base = await deploy('TestToken', ['Base', 'BASE', 18])
    const quote = await deploy('TestToken', ['Quote', 'USD', 6])
    const oracle = await deploy('MockOracle', [8, 1_000_000_000n])
    return deployOn(connection, await read(full(base, quote, oracle)))
  }

  it('puts a fresh devnet where the SDK expects it', async () => {
    const { chainId, exchange, vaultFactory, poolFactory, lens, startBlock } = await deployOn(
      await network.create(),
      await read({}),
    )
    expect({ chainId, exchange, vaultFactory, poolFactory, lens, startBlock }).to.deep.equal(freshDevnet)
  })

  it('makes every parameter true on chain, and reads it back', async () => {
    const deployed = await deployFull()
    const checks = await verify(deployed)
    for (const { name, expected, actual } of checks) expect(actual, name).to.equal(expected)
    const { read: exchange } = getContract({ abi: exchangeAbi, address: deployed.exchange, client: deployed.client })
    expect(await exchange.guardian()).to.equal(guardian)
    expect(await exchange.rebateSchedule([0])).to.deep.equal([
      [5n, 70n, 18_446_744_073_709_551_615n],
      [1, 1, 2, 5],
    ])
    expect((await exchange.periodTerms())[0]).to.equal(604_800)
    expect(await exchange.marketCount()).to.equal(2)
    const [first, second] = [await exchange.getMarket([1]), await exchange.getMarket([2])]
    expect([first.lotSize, first.tickSize, first.takerFeeBps, first.poolFeeShareBps]).to.deep.equal([
      10n ** 16n,
      100n,
      10,
      5_000,
    ])
    expect([first.oracle, second.oracleBandBps, second.maxOracleAge]).to.deep.equal([zeroAddress, 150, 3_600])
    const abi = parseAbi(['function pendingOwner() view returns (address)'])
    const pending = { address: deployed.exchange, abi, functionName: 'pendingOwner' } as const
    expect(await deployed.client.readContract(pending)).to.equal(governor)
  })

  it('notices every parameter that is not as asked for', async () => {
    const deployed = await deployFull()
    const { parameters } = deployed
    const [market, ...others] = parameters.markets
    if (market === undefined) throw new Error('no market')
    const other = parameters.governor ?? zeroAddress
    const asked: readonly [string, Partial<DeployParameters>][] = [
      ['guardian', { guardian: other }],
      ['rebate period, seconds', { periodLength: 604_801 }],
      ['rebate thresholds', { rebateThresholds: [5n, 71n, 72n] }],
      ['rebate rates, bps', { rebateRatesBps: [1, 1, 2, 4] }],
      ['markets', { markets: [market] }],
    ]
    const ofMarket: Partial<MarketParameters> = {
      ...{ base: market.quote, lotSize: 1n, quote: market.base, tickSize: 1n, takerFeeBps: 9, poolFeeShareBps: 1 },
      ...{ oracle: other, oracleBandBps: 1, maxOracleAge: 1 },
    }
    const lies: readonly (readonly [string, Partial<Deployed>])[] = [
      ['governor', { deployer: other }],
      ['governor offered the role', { governor: guardian }],
      ['first rebate period, from', { startBlock: deployed.startBlock - 1 }],
      ...asked.map(([name, change]) => [name, { parameters: { ...parameters, ...change } }] as const),
      ...Object.entries(ofMarket).map(([name, value]) => {
        const markets = [{ ...market, [name]: value }, ...others]
        return [`market 1 ${name}`, { parameters: { ...parameters, markets } }] as const
      }),
    ]
    for (const [name, change] of lies) {
      const checks = await verify({ ...deployed, ...change })
      expect(badOf(checks), name).to.include(name)
    }
  })

  it('notices contracts that do not belong together', async () => {
    const connection = await network.create()
    const [one, two] = [await deployOn(connection, await read({})), await deployOn(connection, await read({}))]
    expect(badOf(await verify({ ...one, vaultFactory: two.vaultFactory }))).to.deep.equal([
      'vault factory',
      "vault factory's exchange",
      "vaults' exchange",
      "vault desk's exchange",
    ])
    expect(badOf(await verify({ ...one, poolFactory: two.poolFactory }))).to.deep.equal([
      'pool factory',
      "pool factory's exchange",
      "pools' exchange",
    ])
    expect(badOf(await verify({ ...one, lens: two.lens }))).to.deep.equal(["lens's exchange"])
  })

  it('takes defaults for what a file leaves out', async () => {
    expect(await read({})).to.deep.equal({
      periodLength: 2_592_000,
      rebateThresholds: [1_000_000n, 10_000_000n, 50_000_000n],
      rebateRatesBps: [0, 1, 2, 3],
      markets: [],
    })
  })

  const market = { base: governor, lotSize: 1, quote: guardian, tickSize: 1, takerFeeBps: 0, poolFeeShareBps: 0 }
  const known = 'governor, guardian, periodLength, rebateThresholds, rebateRatesBps, markets'
  const refused: readonly [unknown, string][] = [
    [[], '[] is not an object'],
    [{ govenor: governor }, `unknown parameter govenor; there is: ${known}`],
    [{ governor: '0x12' }, 'governor "0x12" is not an address'],
    [{ guardian: zeroAddress }, `guardian "${zeroAddress}" is not an address`],
    [{ periodLength: 86_399 }, 'periodLength 86399 is not from 86400 to 31536000'],
    [{ periodLength: 1e5 + 0.5 }, 'periodLength 100000.5 is not a whole number (in quotes above 2^53)'],
    [{ rebateThresholds: [1, 2] }, 'rebateThresholds [1,2] has not 3 entries'],
    [{ rebateThresholds: [1, 3, 3] }, 'rebateThresholds[2] 3 is not above the one before'],
    [{ rebateThresholds: [0, 1, 2] }, 'rebateThresholds[0] 0 is not above the one before'],
    [{ rebateRatesBps: [0, 2, 1, 3] }, 'rebateRatesBps[2] 1 is below the one before'],
    [{ rebateRatesBps: [0, 1, 2, 101] }, 'rebateRatesBps[3] 101 is not from 0 to 100'],
    [{ markets: {} }, 'markets {} is not a list'],
    [{ markets: [market, 7] }, 'markets[1] 7 is not an object'],
    [{ markets: [{ ...market, base: 'x' }] }, 'markets[0].base "x" is not an address'],
    [{ markets: [{ ...market, quote: governor }] }, `markets[0].quote "${governor}" is the base token too`],
    [{ markets: [{ ...market, lotSize: 0 }] }, 'markets[0].lotSize 0 is not from 1 to 309485009821345068724781055'],
    [
      { markets: [{ ...market, tickSize: true }] },
      'markets[0].tickSize true is not a whole number (in quotes above 2^53)',
    ],
    [
      { markets: [{ ...market, tickSize: 2 ** 53 }] },
      'markets[0].tickSize 9007199254740992 is not a whole number (in quotes above 2^53)',
    ],
    [{ markets: [{ ...market, takerFeeBps: 101 }] }, 'markets[0].takerFeeBps 101 is not from 0 to 100'],
    [{ markets: [{ ...market, poolFeeShareBps: -1 }] }, 'markets[0].poolFeeShareBps -1 is not from 0 to 10000'],
    [{ markets: [{ ...market, poolFeeShareBps: undefined }] }, 'markets[0].poolFeeShareBps is missing'],
    [{ markets: [{ ...market, oracleBandBps: 5 }] }, 'markets[0].oracleBandBps 5 needs an oracle'],
    [{ markets: [{ ...market, oracle: governor, oracleBandBps: 5 }] }, 'markets[0].maxOracleAge is missing'],
  ]
  for (const [content, reason] of refused) {
    it(`refuses a file in which ${reason}`, async () => {
      const error = await read(content).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(String(error)).to.equal(`Error: ${join(folder, 'parameters.json')}: ${reason}`)
    })
  }
})
