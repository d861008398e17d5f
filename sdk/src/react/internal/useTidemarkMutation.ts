import { type UseMutationOptions, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import type { TransactionReceipt } from 'viem'
import { useConfig } from 'wagmi'
import { getConnectorClient } from 'wagmi/actions'
import type { FlowOptions } from '../../actions/internal/action.ts'
import type { AccountOption, SyncOptions, TidemarkClient } from '../../actions/internal/client.ts'
import { rethrow } from '../../actions/internal/rethrow.ts'
import type { SyncSent } from '../../calls/driver.ts'
import type { Fillable } from '../../calls/verb.ts'
import type { TidemarkError } from '../../core/errors.ts'
import { useTidemarkContracts } from '../contracts.ts'
import { KEY } from './key.ts'

/** How a hook writes. */
export interface MutationOptions<parameters, result> {
  /** The connected chain by default. */
  readonly chainId?: number
  /** Options of TanStack Query: `onSuccess`, `onError` and the like. */
  readonly mutation?: Omit<UseMutationOptions<result, TidemarkError, parameters>, 'mutationFn'>
}

/** A write or signature: `mutate(parameters)` starts it, and it renders. */
export type MutationHook<parameters, result> = (
  options?: MutationOptions<parameters, result>,
) => UseMutationResult<result, TidemarkError, parameters>

/** A hook of an action that sends one transaction. Arguments in `filled` may be left out. */
export type WriteHook<args, result, filled extends string = never> = MutationHook<
  Fillable<args, filled> & SyncOptions,
  SyncSent<result, TransactionReceipt>
>

/** A hook of an action that sends several transactions. */
export type SendHook<args, result> = MutationHook<args & FlowOptions, result>

/** A hook of an action that signs. */
export type SignHook<args, result> = MutationHook<args & AccountOption, result>

type Write<parameters, result> = (client: TidemarkClient, parameters: parameters) => Promise<result>

/** Make a hook of an action that sends or signs, by the connected wallet. What reads of this package show is read anew. */
export function mutationHook<parameters extends object, result>(
  action: Write<parameters, result>,
): MutationHook<parameters, result> {
  return (options) => useTidemarkMutation(action, options)
}

function useTidemarkMutation<parameters extends object, result>(
  action: Write<parameters, result>,
  { chainId, mutation = {} }: MutationOptions<parameters, result> = {},
): UseMutationResult<result, TidemarkError, parameters> {
  const config = useConfig()
  const contracts = useTidemarkContracts()
  const queries = useQueryClient()
  return useMutation<result, TidemarkError, parameters>({
    ...mutation,
    mutationFn: async (parameters) => {
      const client = await getConnectorClient(config, chainId === undefined ? {} : { chainId }).catch(rethrow)
      return action(client, { ...contracts, ...parameters })
    },
    onSuccess: async (...outcome) => {
      await queries.invalidateQueries({ queryKey: [KEY] })
      await mutation.onSuccess?.(...outcome)
    },
  })
}
