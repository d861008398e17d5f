import type {
  Abi,
  ContractFunctionArgs,
  ContractFunctionName,
  ReadContractParameters,
  ReadContractReturnType,
} from 'viem'
import { readContract } from 'viem/actions'
import { getAction } from 'viem/utils'
import { toTidemarkError } from '../../errors/toTidemarkError.ts'
import type { TidemarkClient } from './client.ts'

/** Which state a read sees: that after `blockNumber`, the latest by default. */
export interface ReadOptions {
  readonly blockNumber?: bigint
}

/** Read a contract; reverts come decoded. */
export async function read<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'pure' | 'view'>,
  const args extends ContractFunctionArgs<abi, 'pure' | 'view', name>,
>(
  client: TidemarkClient,
  call: ReadContractParameters<abi, name, args>,
  { blockNumber }: ReadOptions = {},
): Promise<ReadContractReturnType<abi, name, args>> {
  try {
    const parameters = blockNumber === undefined ? call : { ...call, blockNumber }
    return await getAction(client, readContract, 'readContract')(parameters as ReadContractParameters<abi, name, args>)
  } catch (error) {
    throw toTidemarkError(error)
  }
}
