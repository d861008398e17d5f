import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addresses } from '@tidemark/sdk'
import { exchangeAbi } from '@tidemark/sdk/abis'
import { expect } from 'chai'
import type { Address } from 'viem'
import { readContract } from 'viem/actions'
import { connect } from '../../scripts/demo/client.ts'
import { type Devnet, startDevnet } from '../../scripts/demo/devnet.ts'
import { freePort } from '../../scripts/demo/ports.ts'
import { addressesFile, freshDevnet, renderAddresses, writeAddresses } from '../../scripts/deploy/addresses.ts'
import { runScriptFrom } from './helpers/processes.ts'

const stranger = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const anywhere = { exchange: stranger, vaultFactory: stranger, poolFactory: stranger, lens: stranger } as const

describe('npm run deploy', function () {
  this.timeout(120_000)
  let folder: string
  let devnet: Devnet
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tidemark-deploy-'))
    devnet = await startDevnet(await freePort(), 1_700_000_000n, folder)
  })
  afterEach(async () => {
    await devnet.service.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const deploy = async (...args: readonly string[]) => {
    const { ended, output } = runScriptFrom(
      folder,
      'scripts/deploy/main.ts',
      '--network',
      'localhost',
      '--url',
      devnet.url,
      ...args,
    )
    return { ...(await ended), output: output() }
  }

  it('deploys, reads every parameter back, and finds the addresses that the SDK has for a fresh devnet', async () => {
    // Relative to where the command was typed.
    const { code, output } = await deploy('--output', 'result.json')
    expect(code, output).to.equal(0)
    expect(output.match(/^ {2}ok {3}/gm)).to.have.length(22)
    expect(JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))).to.deep.equal(freshDevnet)
    expect({ chainId: 31_337, ...addresses[31337] }).to.deep.equal(freshDevnet)
  })

  it('records what a fresh devnet has, and nothing that only one devnet has', async () => {
    const file = join(folder, 'addresses.ts')
    await copyFile(addressesFile, file)
    const before = await readFile(file, 'utf8')
    expect(await writeAddresses(freshDevnet, file)).to.equal(`${file} knew these addresses already`)
    const changes = [
      { exchange: stranger },
      { vaultFactory: stranger },
      { poolFactory: stranger },
      { lens: stranger },
      { startBlock: 9 },
    ] as const
    for (const change of changes) {
      const told = await writeAddresses({ ...freshDevnet, ...change }, file)
      expect(told).to.contain('Not recorded')
      const { exchange, startBlock } = { ...freshDevnet, ...change }
      expect(told).to.contain(`--exchange ${exchange} --start-block ${startBlock}`)
      expect(await readFile(file, 'utf8')).to.equal(before)
    }
    const elsewhere = { chainId: 10, ...anywhere, startBlock: 7 } as const
    expect(await writeAddresses(elsewhere, file)).to.equal(`Written to ${file}`)
    expect(await readFile(file, 'utf8'))
      .to.contain('  10: {')
      .and.to.contain('  31337: {')
  })

  it('offers the exchange to the governor of its parameters', async () => {
    const [parameters, result] = [join(folder, 'parameters.json'), join(folder, 'result.json')]
    await writeFile(parameters, JSON.stringify({ governor: stranger }))
    const { code, output } = await deploy('--parameters', parameters, '--output', result)
    expect(code, output).to.equal(0)
    expect(output).to.contain(`${stranger} has to call acceptOwnership()`)
    const { exchange } = JSON.parse(await readFile(result, 'utf8')) as { exchange: Address }
    const call = { address: exchange, abi: exchangeAbi, functionName: 'pendingOwner' } as const
    expect(await readContract(connect(devnet.url), call)).to.equal(stranger)
  })

  it('names the parameter that is not what it should be', async () => {
    const file = join(folder, 'parameters.json')
    await writeFile(file, JSON.stringify({ markets: [{ base: '0x12' }] }))
    const { code, output } = await deploy('--parameters', 'parameters.json')
    expect(code).to.equal(1)
    expect(output.trim()).to.equal(`${file}: markets[0].lotSize is missing`)
  })

  it('keeps the deployments on other chains', () => {
    const text = renderAddresses(
      { chainId: 10, ...anywhere, startBlock: 7 },
      { 1: { ...anywhere, startBlock: 5 }, 10: { ...anywhere, startBlock: 6 } },
    )
    expect(text.match(/^ {2}\d+: {/gm)).to.deep.equal(['  1: {', '  10: {'])
    expect(text).to.contain('startBlock: 5').and.to.contain('startBlock: 7').and.not.to.contain('startBlock: 6')
  })
})
