import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as abis from '@tidemark/sdk/abis'
import { expect } from 'chai'
import type { Abi } from 'viem'

const sdk = fileURLToPath(new URL('../../sdk/src/', import.meta.url))

/** Calls that are not for users: contracts make them to each other, or they are the plain ERC-20 ones with an action of their own. */
const INTERNAL: Readonly<Record<string, readonly string[]>> = {
  exchangeAbi: ['registerMaker', 'fillPart'],
  makerVaultAbi: ['initialise', 'onTake', 'onQuote'],
  liquidityPoolAbi: ['initialise', 'onTake', 'approve', 'permit', 'transfer', 'transferFrom'],
  // The exchange's builders serve the factories as well: one selector, another address.
  vaultFactoryAbi: ['multicall', 'permit'],
  poolFactoryAbi: ['multicall', 'permit'],
}

/** Views that answer nothing an action does not answer, or what only a contract asks; one that always refuses. */
const VIEWS: Readonly<Record<string, readonly string[]>> = {
  exchangeAbi: [
    ...['desk', 'eip712Domain', 'factoryOf', 'guardian', 'hashQuote', 'markOf', 'owner', 'paysRebates', 'pendingOwner'],
    ...['periodTerms', 'renounceOwnership', 'scheduledFees'],
  ],
  makerVaultAbi: [...['desk', 'exchange', 'factory', 'marketId', 'mayCancelQuotes', 'owner', 'pnl', 'roi', 'winRate']],
  liquidityPoolAbi: [
    ...['DOMAIN_SEPARATOR', 'allowance', 'balanceOf', 'decimals', 'exchange', 'factory', 'marketId', 'name', 'nonces'],
    ...['operator', 'prices', 'requiredFunds', 'setAsideFor', 'stream', 'symbol', 'totalSupply'],
  ],
  vaultFactoryAbi: ['exchange', 'vaultImplementation'],
  poolFactoryAbi: ['exchange', 'poolImplementation'],
  lensAbi: ['exchange'],
}

describe('calls', () => {
  const sources = globSync('calls/**/*.ts', { cwd: sdk }).map((file) => readFileSync(`${sdk}${file}`, 'utf8'))

  /** Functions of a contract that some call is built with. */
  function built(name: string): Set<string> {
    const file = name.replace(/Abi$/, '')
    const imports = sources.flatMap((source) => [
      ...source.matchAll(new RegExp(`import \\{([^}]*)\\} from '[./]*/abis/${file}\\.ts'`, 'g')),
    ])
    return new Set(
      imports.flatMap(([, names = '']) => [...names.matchAll(/(\w+)Function\b/g)].map(([, each = '']) => each)),
    )
  }

  for (const [name, abi] of Object.entries(abis as Record<string, Abi>)) {
    if (name === 'testTokenAbi') continue
    it(`has a builder for every function of ${name} that users call`, () => {
      const calls = built(name)
      const functions = abi.filter((item) => item.type === 'function')
      const missing = (view: boolean) =>
        functions
          .filter(({ stateMutability }) => (stateMutability === 'view' || stateMutability === 'pure') === view)
          .map((item) => item.name)
          .filter((each) => !calls.has(each) && !/^[A-Z_]+$/.test(each))
          .sort()
      const known = new Set(functions.map((item) => item.name))
      const expected = (list: readonly string[] = []) =>
        list.filter((each) => known.has(each) && !/^[A-Z_]+$/.test(each)).sort()
      expect(missing(false)).to.deep.equal(expected(INTERNAL[name]))
      expect(missing(true)).to.deep.equal(expected(VIEWS[name]))
    })
  }
})
