import { TidemarkError } from '@tidemark/sdk/core'
import type { Snapshot } from '@tidemark/sdk/engine'
import { expect } from 'chai'

interface Kept {
  snapshot: () => Snapshot
}

/** Outcome of a call: what it returned, or the code of what it threw. */
function outcome(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    if (error instanceof TidemarkError) return { refused: error.code }
    throw error
  }
}

/**
 * Run steps on an object and see that what is refused changes nothing, that its snapshot survives JSON, and that what is restored from
 * it in the middle goes on as the object itself does. Returns the codes of what was refused.
 */
export function checkSteps<Item extends Kept, Step>(
  item: Item,
  restore: (json: unknown) => Item,
  steps: readonly Step[],
  run: (item: Item, step: Step) => unknown,
): string[] {
  const codes: string[] = []
  let twin: Item | undefined
  for (const [index, step] of steps.entries()) {
    const before = item.snapshot()
    if (index === steps.length >> 1) {
      twin = restore(JSON.parse(JSON.stringify(before)))
      expect(twin.snapshot()).to.deep.equal(before)
    }
    const result = outcome(() => run(item, step))
    if (isRefusal(result)) {
      codes.push(result.refused)
      expect(item.snapshot()).to.deep.equal(before)
    }
    if (twin !== undefined) expect(outcome(() => run(twin as Item, step))).to.deep.equal(result)
  }
  if (twin !== undefined) expect(twin.snapshot()).to.deep.equal(item.snapshot())
  return codes
}

function isRefusal(result: unknown): result is { refused: string } {
  return typeof result === 'object' && result !== null && 'refused' in result
}
