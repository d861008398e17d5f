import { buildModule } from '@nomicfoundation/hardhat-ignition/modules'
import { type Address, zeroAddress } from 'viem'
import type { DeployParameters, MarketParameters } from '../parameters.ts'
import { Tidemark } from './Tidemark.ts'

type Call = ReturnType<Parameters<Parameters<typeof buildModule>[1]>[0]['call']>

/** `createMarket`'s argument. */
export function marketTerms(market: MarketParameters) {
  const { oracle = zeroAddress, oracleBandBps = 0, maxOracleAge = 0 } = market
  return { ...market, halted: false, oracle, oracleBandBps, maxOracleAge }
}

/**
 * `Tidemark` with what only a governor can do: its markets in this order, its guardian, and last the governor's role, offered to
 * `governor` unless that is the deployer. Theirs once they accept it. Built per deployment, because modules cannot loop over a parameter.
 */
export function venue({ markets, guardian }: DeployParameters, governor?: Address) {
  return buildModule('Venue', (m) => {
    const contracts = m.useModule(Tidemark)
    let previous: Call | undefined
    const then = (id: string, name: string, args: Parameters<typeof m.call>[2]) => {
      previous = m.call(contracts.exchange, name, args, { id, after: previous ? [previous] : [] })
    }
    for (const [index, market] of markets.entries()) then(`market${index + 1}`, 'createMarket', [marketTerms(market)])
    if (guardian !== undefined) then('guardian', 'setGuardian', [guardian])
    if (governor !== undefined) then('handover', 'transferOwnership', [governor])
    return contracts
  })
}
