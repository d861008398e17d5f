import { TidemarkError } from '@tidemark/sdk/core'
import type { Call, Sent, TestChain } from './chain.ts'
import { render } from './compare.ts'
import type { Dice } from './dice.ts'

/** A transaction, and what the core makes of it once its second is known. */
export interface Step {
  readonly kind: string
  readonly call: Call
  /** Books it, or throws what the chain reverted with. */
  readonly core: (sent: Sent) => void
}

/** Everything that a walk keeps, as the chain has it and as the core does. */
export interface Records {
  readonly chain: unknown
  readonly core: unknown
  /** What helps to understand a difference. */
  readonly about?: unknown
}

/** Random transactions on chain and in the core side by side. */
export abstract class Walk {
  /** Kinds of transactions and codes of refusals, and how many there were of each. */
  readonly seen = new Map<string, number>()
  protected readonly chain: TestChain
  protected readonly dice: Dice

  constructor(chain: TestChain, dice: Dice) {
    this.chain = chain
    this.dice = dice
  }

  /** Seconds until the next transaction. */
  protected abstract pause(): bigint

  protected abstract draw(): Step | Promise<Step>

  protected abstract records(): Promise<Records>

  /** One transaction: outcome and records must be the same on both sides. */
  async step(): Promise<void> {
    this.chain.wait(this.pause())
    const { kind, call, core } = await this.draw()
    const sent = await this.chain.send(call)
    let expected = 'ok'
    try {
      core(sent)
    } catch (error) {
      if (!(error instanceof TidemarkError)) throw error
      expected = error.code
    }
    const actual = 'code' in sent ? sent.code : 'ok'
    if (actual !== expected) throw new Error(`${kind} ${render(call.args)}: core ${expected}, chain ${actual}`)
    for (const name of [kind, actual]) this.count(name)
    await this.compare(kind)
  }

  protected count(name: string): void {
    this.seen.set(name, (this.seen.get(name) ?? 0) + 1)
  }

  protected async compare(kind: string): Promise<void> {
    const { chain, core, about } = await this.records()
    if (render(chain) === render(core)) return
    const more = about === undefined ? '' : `\n  about: ${render(about)}`
    throw new Error(`after ${kind}\n  core:  ${render(core)}\n  chain: ${render(chain)}${more}`)
  }
}
