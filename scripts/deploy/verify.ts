import { exchangeAbi } from '@tidemark/sdk/abis'
import { type Address, parseAbi, zeroAddress } from 'viem'
import type { Deployed } from './deploy.ts'
import { marketTerms } from './modules/Venue.ts'

/** One parameter, as it was meant and as the chain has it. */
export interface Check {
  readonly name: string
  readonly expected: string
  readonly actual: string
}

// Not in the contracts' own ABIs, which are their interfaces.
const wiringAbi = parseAbi([
  'function owner() view returns (address)',
  'function pendingOwner() view returns (address)',
  'function exchange() view returns (address)',
  'function factory() view returns (address)',
  'function desk() view returns (address)',
  'function vaultImplementation() view returns (address)',
  'function poolImplementation() view returns (address)',
])
type Getter = (typeof wiringAbi)[number]['name']

/** `MakerKind`. */
const VAULT = 1
const POOL = 2

/** Read every parameter of a deployment back from the chain. */
export async function verify(deployed: Deployed): Promise<readonly Check[]> {
  return (await Promise.all([wiring(deployed), roles(deployed), rebates(deployed), markets(deployed)])).flat()
}

const check = (name: string, expected: unknown, actual: unknown): Check => {
  return { name, expected: String(expected), actual: String(actual) }
}

/** Who knows whom: by address, not by what was asked for. */
async function wiring({ client, exchange, vaultFactory, poolFactory, lens }: Deployed): Promise<Check[]> {
  const read = (address: Address, functionName: Getter) =>
    client.readContract({ abi: wiringAbi, address, functionName })
  const factoryOf = (kind: number) =>
    client.readContract({ abi: exchangeAbi, address: exchange, functionName: 'factoryOf', args: [kind] })
  const [vault, pool, desk] = await Promise.all([
    read(vaultFactory, 'vaultImplementation'),
    read(poolFactory, 'poolImplementation'),
    read(exchange, 'desk'),
  ])
  const [vaultDesk, deskCode] = await Promise.all([read(vault, 'desk'), client.getCode({ address: desk })])
  return Promise.all([
    factoryOf(VAULT).then((actual) => check('vault factory', vaultFactory, actual)),
    factoryOf(POOL).then((actual) => check('pool factory', poolFactory, actual)),
    read(vaultFactory, 'exchange').then((actual) => check("vault factory's exchange", exchange, actual)),
    read(vault, 'exchange').then((actual) => check("vaults' exchange", exchange, actual)),
    read(vault, 'factory').then((actual) => check("vaults' factory", vaultFactory, actual)),
    read(vaultDesk, 'exchange').then((actual) => check("vault desk's exchange", exchange, actual)),
    read(vaultDesk, 'factory').then((actual) => check("vault desk's factory", vaultFactory, actual)),
    check("exchange's desk has code", true, deskCode !== undefined),
    read(poolFactory, 'exchange').then((actual) => check("pool factory's exchange", exchange, actual)),
    read(pool, 'exchange').then((actual) => check("pools' exchange", exchange, actual)),
    read(pool, 'factory').then((actual) => check("pools' factory", poolFactory, actual)),
    read(lens, 'exchange').then((actual) => check("lens's exchange", exchange, actual)),
  ])
}

async function roles({ client, exchange: address, deployer, governor, parameters }: Deployed): Promise<Check[]> {
  const exchange = { abi: exchangeAbi, address } as const
  const [owner, pending, guardian] = await Promise.all([
    client.readContract({ abi: wiringAbi, address, functionName: 'owner' }),
    client.readContract({ abi: wiringAbi, address, functionName: 'pendingOwner' }),
    client.readContract({ ...exchange, functionName: 'guardian' }),
  ])
  return [
    check('governor', deployer, owner),
    check('governor offered the role', governor === deployer ? zeroAddress : governor, pending),
    check('guardian', parameters.guardian ?? zeroAddress, guardian),
  ]
}

async function rebates({ client, exchange: address, startBlock, parameters }: Deployed): Promise<Check[]> {
  const exchange = { abi: exchangeAbi, address } as const
  const [block, [length, start], period] = await Promise.all([
    client.getBlock({ blockNumber: BigInt(startBlock) }),
    client.readContract({ ...exchange, functionName: 'periodTerms' }),
    client.readContract({ ...exchange, functionName: 'currentPeriod' }),
  ])
  const read = { ...exchange, functionName: 'rebateSchedule' } as const
  const [now, next] = await Promise.all([
    client.readContract({ ...read, args: [period] }),
    client.readContract({ ...read, args: [period + 1] }),
  ])
  const { periodLength, rebateThresholds, rebateRatesBps } = parameters
  return [
    check('rebate period, seconds', periodLength, length),
    check('first rebate period, from', block.timestamp, start),
    check('rebate thresholds', rebateThresholds, now[0]),
    check('rebate rates, bps', rebateRatesBps, now[1]),
    check('rebate thresholds of the next period', rebateThresholds, next[0]),
    check('rebate rates of the next period, bps', rebateRatesBps, next[1]),
  ]
}

async function markets({ client, exchange: address, parameters }: Deployed): Promise<Check[]> {
  const exchange = { abi: exchangeAbi, address } as const
  const count = await client.readContract({ ...exchange, functionName: 'marketCount' })
  const checks = parameters.markets.map(async (market, index) => {
    const args = [index + 1] as const
    const [terms, [, , changeFrom]] = await Promise.all([
      client.readContract({ ...exchange, functionName: 'getMarket', args }),
      client.readContract({ ...exchange, functionName: 'scheduledFees', args }),
    ])
    const actual: Record<string, unknown> = { ...terms }
    const fields = Object.entries(marketTerms(market))
    return [
      ...fields.map(([name, expected]) => check(`market ${index + 1} ${name}`, expected, actual[name])),
      check(`market ${index + 1} change of fees from period`, 0, changeFrom),
    ]
  })
  return [check('markets', parameters.markets.length, count), ...(await Promise.all(checks)).flat()]
}
