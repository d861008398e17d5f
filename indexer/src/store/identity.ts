import { ConfigError } from '../errors.ts'
import type { Identity } from './store.ts'

/** @throws {ConfigError} when an index was made with other settings than those it is to continue with. */
export function checkIdentity(name: string, stored: Identity, wanted: Identity): void {
  const labels = { chainId: 'chain id', exchange: 'exchange', startBlock: 'start block' } as const
  for (const key of ['chainId', 'exchange', 'startBlock'] as const) {
    if (stored[key] === wanted[key]) continue
    throw new ConfigError(`${name} is an index with ${labels[key]} ${stored[key]}, not ${wanted[key]}`)
  }
}

/**
 * The one of several indexes that is meant.
 *
 * @throws {ConfigError} when there is none, or more than one and none named.
 */
export function chooseIdentity(name: string, all: readonly Identity[], chainId: number | undefined): Identity {
  const [first, ...more] = chainId === undefined ? all : all.filter((identity) => identity.chainId === chainId)
  if (first === undefined) {
    throw new ConfigError(
      chainId === undefined ? `${name} is empty; 'start' fills it` : `${name} has no chain ${chainId}`,
    )
  }
  if (more.length > 0) {
    throw new ConfigError(
      `${name} holds chains ${all.map((identity) => identity.chainId).join(', ')}; choose with --chain`,
    )
  }
  return first
}
