import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mutant } from '../mutants/enumerate.ts'
import type { Order, Timed } from '../mutants/order.ts'
import { runSuite } from './suite.ts'

/** Test files that are loaded and run by themselves first: most mutants do not outlive them. */
const FIRST = 3

/** What judges the mutants, on whatever bench. */
export interface Suite {
  readonly tests: readonly Timed[]
  readonly order: Order
  /** Longer without the end of a test is too long. */
  limitMs: number
}

/** What killed a mutant: a file of tests, where it was one, and the name of the test; nothing if it survived. */
export type Killer = { readonly file?: string; readonly name: string } | undefined

/** A copy of what the tests of the core need, in which files can be changed. They run no contract. */
export class Bench {
  readonly #root: string
  readonly #folder: string
  readonly #suite: Suite

  constructor(root: string, folder: string, suite: Suite) {
    this.#root = root
    this.#folder = folder
    this.#suite = suite
    mkdirSync(join(folder, 'node_modules/@tidemark'), { recursive: true })
    for (const name of ['sdk/src', 'sdk/package.json', 'sdk/README.md', 'test', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, name), join(folder, name), { recursive: true })
    }
    for (const name of ['contracts', 'docs', 'scripts']) {
      symlinkSync(join(root, name), join(folder, name), 'junction')
    }
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '@tidemark')
        symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
    }
    symlinkSync(join(folder, 'sdk'), join(folder, 'node_modules/@tidemark/sdk'), 'junction')
  }

  /** Time the tests without a change. They have to pass; a mutant gets ten times as long as the slowest of them. */
  async begin(): Promise<void> {
    const { failed, times, slowestMs } = await this.#run(this.#suite.tests, 300_000)
    if (failed !== undefined) throw new Error(`fails without a mutant: ${failed.file ?? ''} ${failed.name}`)
    for (const test of this.#suite.tests) test.usualMs = times.get(test.file) ?? 0
    this.#suite.limitMs = Math.max(60_000, 10 * slowestMs)
  }

  /** Run the tests on a mutant, those first that kill its like soonest. */
  async judge({ file, content }: Mutant): Promise<Killer> {
    const { tests, order, limitMs } = this.#suite
    const path = join(this.#folder, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, content)
    try {
      const sorted = order.sorted(tests, file)
      for (const some of [sorted.slice(0, FIRST), sorted.slice(FIRST)]) {
        const { failed, times } = await this.#run(some, limitMs)
        for (const test of some) {
          const ms = times.get(test.file)
          if (ms !== undefined) order.record(test, file, failed?.file === test.file, ms)
        }
        if (failed !== undefined) return failed
      }
      return undefined
    } finally {
      writeFileSync(path, text)
    }
  }

  #run(tests: readonly Timed[], limitMs: number) {
    const mocha = join(this.#root, 'node_modules/mocha/bin/mocha.js')
    const files = tests.map(({ file }) => file)
    return runSuite(this.#folder, mocha, files, limitMs)
  }
}
