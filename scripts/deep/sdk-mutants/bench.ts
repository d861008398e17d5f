import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, globSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SdkMutant } from './enumerate.ts'

/** How a run of the tests ended. */
export type End = 'passed' | 'failed' | 'slow'

/** A copy of what the tests of the core need, in which files can be changed. */
export class Bench {
  readonly #root: string
  readonly #folder: string
  #limitMs = 300_000

  constructor(root: string, folder: string) {
    this.#root = root
    this.#folder = folder
    mkdirSync(join(folder, 'node_modules/@tidemark'), { recursive: true })
    for (const name of ['sdk/src', 'sdk/package.json', 'sdk/README.md', 'test', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, name), join(folder, name), { recursive: true })
    }
    for (const name of ['contracts', 'docs', 'scripts', 'artifacts']) {
      symlinkSync(join(root, name), join(folder, name), 'junction')
    }
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== '@tidemark')
        symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
    }
    symlinkSync(join(folder, 'sdk'), join(folder, 'node_modules/@tidemark/sdk'), 'junction')
  }

  /** Time the tests without a change: they have to pass, and a mutant gets ten times as long. */
  async begin(): Promise<void> {
    const began = performance.now()
    if ((await this.#test()) !== 'passed') throw new Error('the tests of the core fail without a mutant')
    this.#limitMs = Math.max(20_000, 10 * (performance.now() - began))
  }

  /** Run the tests on a mutant. */
  async judge({ file, offset, original, mutant }: SdkMutant, text: string): Promise<End> {
    const path = join(this.#folder, file)
    writeFileSync(path, text.slice(0, offset) + mutant + text.slice(offset + original.length))
    try {
      return await this.#test()
    } finally {
      writeFileSync(path, text)
    }
  }

  async #test(): Promise<End> {
    const files = globSync('test/sdk/core/**/*.ts', { cwd: this.#folder }).sort()
    const mocha = join(this.#root, 'node_modules/mocha/bin/mocha.js')
    const command = [mocha, '--bail', '--exit', '--timeout', '120000', '--reporter', 'min', ...files]
    const env = { ...process.env, NODE_OPTIONS: '--conditions=tidemark-source', TIDEMARK_SEED: '29801' }
    return ended(spawn(process.execPath, command, { cwd: this.#folder, env, stdio: 'ignore' }), this.#limitMs)
  }
}

function ended(child: ChildProcess, limitMs: number): Promise<End> {
  const stop = () => child.kill('SIGKILL')
  process.once('exit', stop)
  return new Promise((resolve, reject) => {
    let slow = false
    const limit = setTimeout(() => {
      slow = true
      stop()
    }, limitMs)
    child.once('error', reject)
    child.once('exit', (code) => {
      clearTimeout(limit)
      process.off('exit', stop)
      resolve(slow ? 'slow' : code === 0 ? 'passed' : 'failed')
    })
  })
}
