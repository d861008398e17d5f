import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as sdk from '@tidemark/sdk'
import { expect } from 'chai'
import { examplesIn, moduleOf, namesIn, PURE } from './helpers/commented.ts'
import { compile, exampleFolder } from './helpers/examples.ts'

const ACTIONS = ['actions/{markets,pools,quotes,tokens,trades,vaults}', 'calls/tokens/permit']
const ADDRESSES = ['base', 'token', 'account', 'factory', 'vault', 'pool', 'exchange']

describe('examples in comments', function () {
  // A compiler starts for each.
  this.timeout(180_000)
  let folder: Awaited<ReturnType<typeof exampleFolder>>

  before(async () => {
    folder = await exampleFolder()
  })
  after(() => folder.remove())

  it('of pure functions compile', async () => {
    await writeFile(join(folder.path, 'pure.ts'), moduleOf(await examplesIn(PURE)))
    await compile(folder.path, ['pure.ts'])
  })

  it('of actions compile', async () => {
    const examples = await examplesIn(ACTIONS)
    expect(examples.length).to.be.greaterThan(90)
    const text = [
      `import { ${namesIn(examples)(Object.keys(sdk))} } from '@tidemark/sdk'`,
      "import type { Account, Address, Chain, Client, Transport } from 'viem'",
      'declare const client: Client<Transport, Chain, Account>',
      `declare const ${ADDRESSES.join(': Address, ')}: Address`,
      "declare const signed: import('@tidemark/sdk').SignedQuote, strategy: import('@tidemark/sdk').Strategy",
      ...examples.map(({ name, code }) => `export async function example_${name}() {\n${code}\n}\n`),
    ].join('\n')
    await writeFile(join(folder.path, 'actions.ts'), text)
    await compile(folder.path, ['actions.ts'])
  })
})
