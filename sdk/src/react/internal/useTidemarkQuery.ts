import { type UseQueryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useClient, useConnection } from 'wagmi'
import type { AccountOption, TidemarkClient } from '../../actions/internal/client.ts'
import type { ReadOptions } from '../../calls/driver.ts'
import type { Fillable } from '../../calls/verb.ts'
import type { TidemarkError } from '../../core/errors.ts'
import { useTidemarkContracts } from '../contracts.ts'
import { KEY, keyOf } from './key.ts'

/** How a hook reads. */
export interface QueryOptions<result> {
  /** The connected chain by default. */
  readonly chainId?: number
  /** Options of TanStack Query: `enabled`, `refetchInterval`, `staleTime` and the like. */
  readonly query?: Omit<UseQueryOptions<result, TidemarkError>, 'queryKey' | 'queryFn'>
}

/** A read that renders. Parameters that are not known yet are `undefined`: nothing is read until they are. */
export type QueryHook<parameters, result> = (
  parameters: parameters | undefined,
  options?: QueryOptions<result>,
) => UseQueryResult<result, TidemarkError>

type WithoutAccount<parameters> = parameters extends unknown ? Omit<parameters, keyof AccountOption> : never

/** A hook of an action that reads. Arguments in `filled` may be left out. */
export type ReadHook<args, result, filled extends string = never> = QueryHook<
  Fillable<args, filled> & ReadOptions,
  result
>

type Read<parameters, result> = (client: TidemarkClient, parameters: parameters) => Promise<result>

/** Make a hook of an action that reads. The connected account stands for the sender. */
export function queryHook<parameters extends object, result>(
  name: string,
  action: Read<parameters, result>,
): QueryHook<WithoutAccount<parameters>, result> {
  return (parameters, options) => useTidemarkQuery(name, action, parameters, options)
}

function useTidemarkQuery<parameters extends object, result>(
  name: string,
  action: Read<parameters, result>,
  parameters: WithoutAccount<parameters> | undefined,
  { chainId, query = {} }: QueryOptions<result> = {},
): UseQueryResult<result, TidemarkError> {
  const client = useClient(chainId === undefined ? {} : { chainId })
  const { address } = useConnection()
  const contracts = useTidemarkContracts()
  const account = address === undefined ? {} : { account: address }
  const args = { ...contracts, ...account, ...parameters }
  const ready = client !== undefined && parameters !== undefined
  return useQuery({
    ...query,
    queryKey: [KEY, name, client?.chain.id, keyOf(args)],
    queryFn: () => action(client as TidemarkClient, args as unknown as parameters),
    enabled: ready && (query.enabled ?? true),
  })
}
