import { exchangeAbi, makerVaultAbi, vaultFactoryAbi } from '@tidemark/sdk/abis'
import { parseAbi, zeroAddress } from 'viem'
import type { Deployed } from './deploy.ts'

/** One parameter, as it was meant and as the chain has it. */
export interface Check {
  readonly name: string
  readonly expected: string
  readonly actual: string
}

// Not in the vault's own ABI, which is its interface.
const immutableAbi = parseAbi([
  'function exchange() view returns (address)',
  'function factory() view returns (address)',
])

/** Read every parameter of a deployment back from the chain. */
export async function verify({ client, deployer, governor, ...deployed }: Deployed): Promise<readonly Check[]> {
  const exchange = { abi: exchangeAbi, address: deployed.exchange } as const
  const vaultFactory = { abi: vaultFactoryAbi, address: deployed.vaultFactory } as const
  const implementation = await client.readContract({ ...vaultFactory, functionName: 'vaultImplementation' })
  const vault = { abi: [...makerVaultAbi, ...immutableAbi], address: implementation } as const
  const check = async (name: string, expected: string, read: Promise<string>): Promise<Check> => {
    return { name, expected, actual: await read }
  }
  return Promise.all([
    check('governor', deployer, client.readContract({ ...exchange, functionName: 'owner' })),
    check(
      'governor offered the role',
      governor === deployer ? zeroAddress : governor,
      client.readContract({ ...exchange, functionName: 'pendingOwner' }),
    ),
    check('vault factory', deployed.vaultFactory, client.readContract({ ...exchange, functionName: 'vaultFactory' })),
    check("factory's exchange", deployed.exchange, client.readContract({ ...vaultFactory, functionName: 'exchange' })),
    check("vaults' exchange", deployed.exchange, client.readContract({ ...vault, functionName: 'exchange' })),
    check("vaults' factory", deployed.vaultFactory, client.readContract({ ...vault, functionName: 'factory' })),
  ])
}
