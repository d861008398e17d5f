import type { Mirror } from '../mirror.ts'
import { arithmetic } from './arithmetic.ts'
import { codec } from './codec.ts'
import { grid } from './grid.ts'
import { ladders } from './ladder.ts'
import { buckets, marks, shares } from './limits.ts'
import { lots } from './lots.ts'
import { market } from './market.ts'
import { pool, streams } from './pool.ts'
import { poolConfig } from './poolConfig.ts'
import { positions } from './position.ts'
import { rebate } from './rebate.ts'
import { strategy } from './strategy.ts'

/** Every function of the core that mirrors Solidity, by concept. */
export const MIRRORS: Readonly<Record<string, readonly Mirror[]>> = {
  arithmetic,
  market,
  rebate,
  position: positions,
  grid: [...grid, ...lots],
  ladder: ladders,
  limits: [...buckets, ...marks, ...shares],
  strategy,
  codec,
  pool: [...pool, ...streams],
  'pool config': poolConfig,
}
