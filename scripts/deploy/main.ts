import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { writeAddresses } from './addresses.ts'
import { type Deployed, deploy } from './deploy.ts'
import { readParameters } from './parameters.ts'
import { explain, Problem } from './problem.ts'
import { toPath } from './toPath.ts'
import { verify } from './verify.ts'

interface Options {
  readonly network: string
  readonly parameters?: string
  readonly url?: string
  readonly output?: string
}

const options = new Command('npm run deploy --')
  .description('Deploy Tidemark, check every parameter on chain, and record the addresses for SDK and indexer.')
  .requiredOption('--network <name>', 'network of hardhat.config.ts')
  .option('--parameters <file>', 'JSON of parameters (default: scripts/deploy/parameters/<network>.json)', toPath)
  .option('--url <url>', "node to use instead of the network's")
  .option('--output <file>', 'write the addresses there as JSON instead of into sdk/src/addresses.ts', toPath)
  .parse()
  .opts<Options>()

try {
  await main(options)
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
// Hardhat's connection would keep us alive.
process.exit()

async function main({ network, parameters, url, output }: Options): Promise<void> {
  const usual = fileURLToPath(new URL(`./parameters/${network}.json`, import.meta.url))
  const deployed = await deploy(network, await readParameters(parameters ?? usual), url)
  const { chainId, exchange, vaultFactory, poolFactory, lens, startBlock, governor, deployer } = deployed
  console.log(`Deployed on chain ${chainId} since block ${startBlock}`)
  console.log(`  exchange      ${exchange}\n  vault factory ${vaultFactory}`)
  console.log(`  pool factory  ${poolFactory}\n  lens          ${lens}`)
  await report(deployed)
  if (governor !== deployer) console.log(`${governor} has to call acceptOwnership() on the exchange to govern it.`)

  const deployment = { chainId, exchange, vaultFactory, poolFactory, lens, startBlock }
  if (output !== undefined) {
    await writeFile(output, JSON.stringify(deployment))
    return
  }
  console.log(await writeAddresses(deployment))
}

async function report(deployed: Deployed): Promise<void> {
  const checks = await verify(deployed)
  console.log('Read back from the chain')
  for (const { name, expected, actual } of checks) {
    console.log(expected === actual ? `  ok   ${name}: ${actual}` : `  BAD  ${name}: ${actual}, not ${expected}`)
  }
  if (checks.some(({ expected, actual }) => expected !== actual))
    throw new Problem('The deployment is not what was asked for.')
}
