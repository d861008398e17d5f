import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { hardhat } from './hardhat.ts'

/** A bug to plant, and the invariant that must notice. */
interface Planted {
  readonly bug: string
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly caughtBy: string
}

const PLANTED: readonly Planted[] = [
  {
    bug: 'the vault forgets to move its cursor down when it buys',
    file: 'MakerVault.sol',
    find: 'state.cursor = uint128(cursorBefore - filled);',
    replace: 'state.cursor = uint128(cursorBefore);',
    caughtBy: 'invariant_liveGridIsFunded',
  },
  {
    bug: 'a withdrawal into resting funds leaves the grid live',
    file: 'MakerVault.sol',
    find: '_grid.halted = true;\n            emit Halted(address(this));',
    replace: 'emit Halted(address(this));',
    caughtBy: 'invariant_liveGridIsFunded',
  },
  {
    bug: 'donated base counts as cover for asks',
    file: 'MakerVault.sol',
    find: '_position.lots * config.lotSize >= baseNeeded &&',
    replace: 'IERC20(config.base).balanceOf(address(this)) >= baseNeeded &&',
    caughtBy: 'invariant_liveGridIsFunded',
  },
  {
    bug: 'the vault pays the fee twice',
    file: 'MakerVault.sol',
    find: '_push(config.quote, exchange, fee);',
    replace: '_push(config.quote, exchange, 2 * fee);',
    caughtBy: 'invariant_vaultTokensAreConserved',
  },
  {
    bug: 'sold cost stays in the position',
    file: 'libraries/PositionLib.sol',
    find: 'position.cost = uint192(position.cost - cost);',
    replace: 'position.cost = uint192(position.cost - cost / 2);',
    caughtBy: 'invariant_costAndProfitAddUp',
  },
  {
    bug: 'a started lot is not taken out of the position',
    file: 'MakerVault.sol',
    find: '(baseAmount + config.lotSize - 1) / config.lotSize',
    replace: 'baseAmount / config.lotSize',
    caughtBy: 'invariant_positionIsBacked',
  },
  {
    bug: 'the taker is not charged the fee it is told',
    file: 'Exchange.sol',
    find: '_pull(market.quote, msg.sender, address(this), result.fee);\n            _pull(market.base',
    replace: '_pull(market.base',
    caughtBy: 'invariant_exchangeHoldsOnlyFees',
  },
  {
    bug: 'a standing quote is not numbered',
    file: 'QuoteBook.sol',
    find: 'seq = ++stream.seq;',
    replace: 'seq = quote.nonce == 0 ? stream.seq : ++stream.seq;',
    caughtBy: 'invariant_seqIsGapless',
  },
  {
    bug: 'only the manager may let the owner out',
    file: 'MakerVault.sol',
    find: 'VaultConfig memory config = _config();\n        Position memory position = _position;',
    replace:
      'VaultConfig memory config = _config();\n        require(!_grid.halted, VaultHalted());\n        Position memory position = _position;',
    caughtBy: 'invariant_noPromiseBroken',
  },
]

const root = fileURLToPath(new URL('../../', import.meta.url))
const copy = `${root}.tidemark/planted`

/** Plant each bug in a copy of the contracts and see the invariant campaign fail on the invariant named for it. */
export async function run(): Promise<boolean> {
  await rm(copy, { recursive: true, force: true })
  await mkdir(`${copy}/test`, { recursive: true })
  for (const path of ['package.json', 'hardhat.config.ts', 'tsconfig.json', 'test/contracts']) {
    await cp(root + path, `${copy}/${path}`, { recursive: true })
  }
  await symlink(`${root}node_modules`, `${copy}/node_modules`)

  let caught = 0
  for (const { bug, file, find, replace, caughtBy } of PLANTED) {
    await rm(`${copy}/contracts`, { recursive: true, force: true })
    await cp(`${root}contracts`, `${copy}/contracts`, { recursive: true })
    const path = `${copy}/contracts/${file}`
    const source = await readFile(path, 'utf8')
    if (source.split(find).length !== 2) throw new Error(`${file} does not hold exactly one '${find}'`)
    await writeFile(path, source.replace(find, replace))
    const campaign = ['test', 'solidity', 'test/contracts/invariant/Venue.t.sol']
    const { output } = await hardhat(campaign, { cwd: copy, quiet: true })
    const failed = new RegExp(`\\d+\\) ${caughtBy}\\b`).test(output)
    if (failed) caught++
    console.log(`${failed ? 'caught' : 'MISSED'}  ${caughtBy.padEnd(34)} ${bug}`)
    if (!failed) console.log(output)
  }
  console.log(`${caught} of ${PLANTED.length} planted bugs caught`)
  return caught === PLANTED.length
}
