import { createContext, createElement, type ReactNode, useContext } from 'react'
import type { TidemarkContracts } from '../actions/decorator.ts'

const Contracts = /*#__PURE__*/ createContext<TidemarkContracts>({})

/** What {@link TidemarkProvider} takes. */
export interface TidemarkProviderProps {
  /** Contracts to use instead of the known deployment on the chain. */
  readonly contracts: TidemarkContracts
  readonly children?: ReactNode
}

/** Point every hook below at a deployment of your own. Not needed on chains whose deployment this package knows. */
export function TidemarkProvider({ contracts, children }: TidemarkProviderProps): ReactNode {
  return createElement(Contracts.Provider, { value: contracts }, children)
}

/** Contracts that the nearest {@link TidemarkProvider} names; none without one. */
export function useTidemarkContracts(): TidemarkContracts {
  return useContext(Contracts)
}
