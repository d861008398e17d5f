import { type UseMutationOptions, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useConfig } from 'wagmi'
import { getConnectorClient } from 'wagmi/actions'
import type { TidemarkClient } from '../../actions/internal/client.ts'
import { rethrow } from '../../actions/internal/rethrow.ts'
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
