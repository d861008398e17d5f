import { addresses } from './addresses.ts'
import type { Address } from './calls/abi.ts'
import { TidemarkError } from './core/errors.ts'

/** Where Tidemark lives on one chain. */
export interface Deployment {
  readonly exchange: Address
  readonly vaultFactory: Address
  readonly poolFactory: Address
  readonly lens: Address
  /** Block of the deployment: nothing of ours happened before it. */
  readonly startBlock: number
}

/** This package knows no deployment on that chain. */
export class UnknownDeploymentError extends TidemarkError {
  constructor(chainId: number) {
    super('UnknownDeployment', `no deployment is known on chain ${chainId}`, {
      chainId,
    })
  }
}

/**
 * Look up the deployment on a chain.
 *
 * @throws {UnknownDeploymentError} when this package knows none; every action also takes its addresses as parameters.
 */
export function getAddresses(chainId: number): Deployment {
  const known: Readonly<Record<number, Deployment>> = addresses
  const deployment = known[chainId]
  if (deployment === undefined) throw new UnknownDeploymentError(chainId)
  return deployment
}
