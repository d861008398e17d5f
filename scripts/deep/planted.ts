import { appendFile, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { hardhat } from './hardhat.ts'
import { PLANTED, type Planted } from './planted-bugs.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const copy = `${root}.tidemark/planted`

/** What the copy has of the project, besides the campaigns. */
export const COPIED: readonly string[] = ['package.json', 'tsconfig.json', 'contracts', 'scripts/hardhat']

/**
 * All bugs are planted at once, each behind a switch that a campaign of its own turns on: one compilation for all of them. The switch
 * is read from the length of an account's code, and cast to `pure` so that libraries can ask.
 */
const SWITCH = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

library Planted {
    function isOn(uint256 bug) internal pure returns (bool) {
        function(uint256) internal view returns (bool) reads = _isOn;
        function(uint256) internal pure returns (bool) asks;
        assembly ("memory-safe") {
            asks := reads
        }
        return asks(bug);
    }

    function _isOn(uint256 bug) private view returns (bool) {
        return address(0x9117).code.length == bug;
    }
}
`

/** What stands instead of `find`: a statement becomes a choice of two statements, an expression one of two expressions. */
function choice({ find, replace }: Planted, bug: number): string {
  return find.endsWith(';') || find.endsWith('}')
    ? `if (Planted.isOn(${bug})) { ${replace} } else { ${find} }`
    : `(Planted.isOn(${bug}) ? ${replace} : ${find})`
}

async function plant(planted: Planted, bug: number): Promise<void> {
  const path = `${copy}/contracts/${planted.file}`
  let source = await readFile(path, 'utf8')
  if (source.split(planted.find).length !== 2) {
    throw new Error(`${planted.file} does not hold exactly one '${planted.find}'`)
  }
  source = source.replace(planted.find, () => choice(planted, bug))
  if (!source.includes('/Planted.sol"')) {
    const up = '../'.repeat(planted.file.split('/').length - 1) || './'
    source = source.replace(/\nimport /, () => `\nimport { Planted } from "${up}Planted.sol";\nimport `)
  }
  await writeFile(path, source)
  await appendFile(
    `${copy}/test/contracts/invariant/${planted.campaign}.t.sol`,
    `
contract Planted${bug} is ${planted.campaign}Campaign {
    constructor() {
        vm.etch(address(0x9117), new bytes(${bug}));
    }
}
`,
  )
}

/** Plant a bug for each security invariant in a copy of the contracts and see its campaign fail, naming that invariant. */
export async function run(): Promise<boolean> {
  await rm(copy, { recursive: true, force: true })
  await mkdir(`${copy}/test/contracts`, { recursive: true })
  for (const path of COPIED) await cp(root + path, `${copy}/${path}`, { recursive: true })
  for (const path of ['invariant', 'utils']) {
    await cp(`${root}test/contracts/${path}`, `${copy}/test/contracts/${path}`, { recursive: true })
  }
  await symlink(`${root}node_modules`, `${copy}/node_modules`)
  // A failing sequence need not be made short here.
  const config = await readFile(`${root}hardhat.config.ts`, 'utf8')
  await writeFile(
    `${copy}/hardhat.config.ts`,
    config.replace('failOnRevert: false', 'failOnRevert: false, shrinkRunLimit: 0'),
  )
  await writeFile(`${copy}/contracts/Planted.sol`, SWITCH)
  for (const [index, planted] of PLANTED.entries()) await plant(planted, index + 1)

  // Tests deploy artifacts, which running some of them does not make.
  const built = await hardhat(['build', '--no-tests'], { cwd: copy, quiet: true })
  if (!built.passed) throw new Error(built.output)
  const campaigns = [...new Set(PLANTED.map(({ campaign }) => `test/contracts/invariant/${campaign}.t.sol`))]
  const env = { TIDEMARK_INVARIANT_RUNS: '16', TIDEMARK_INVARIANT_DEPTH: '250' }
  const { output } = await hardhat(['test', 'solidity', ...campaigns], { cwd: copy, quiet: true, env })

  let caught = 0
  for (const [index, { invariant, bug, campaign }] of PLANTED.entries()) {
    // "3) Planted7#invariant_…()", and on the next line the rules found broken: "7: …", "10, 11: …; 2: …".
    const failure = new RegExp(`\\) Planted${index + 1}#.*\\n(.*)`).exec(output)?.[1] ?? 'nothing failed'
    const isCaught = new RegExp(`(?:"|; |, )${invariant}(?:, \\d+)*: `).test(failure)
    if (isCaught) caught++
    console.log(`${isCaught ? 'caught' : 'MISSED'}  ${String(invariant).padStart(2)}  ${campaign.padEnd(8)} ${bug}`)
    if (!isCaught) console.log(failure)
  }
  // Without a bug all campaigns hold.
  const clean = !/\) (?!Planted)\w+#/.test(output) && /#invariant|✔/.test(output)
  if (!clean) console.log(output)
  console.log(`${caught} of ${PLANTED.length} planted bugs caught`)
  return clean && caught === PLANTED.length
}
