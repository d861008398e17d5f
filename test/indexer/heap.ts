import { spawnSync } from 'node:child_process'
import { expect } from 'chai'

const heap = new URL('../../indexer/src/ops/heap.ts', import.meta.url).href
const script = `import { boundHeap } from '${heap}'
boundHeap()
console.log(JSON.stringify([process.pid, process.execArgv.filter((flag) => flag.startsWith('--max')), process.argv.slice(1)]))`

/** What a process started with these flags of Node has after it bounded its heap. */
function started(flags: readonly string[], options = ''): { own: boolean; flags: string[]; args: string[] } {
  const env = { ...process.env, NODE_OPTIONS: options }
  const args = [...flags, '--input-type=module', '--eval', script, 'one', 'two']
  const { stdout, stderr, pid } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  expect(stderr).to.equal('')
  const [id, given, rest] = JSON.parse(stdout) as [number, string[], string[]]
  return { own: id === pid, flags: given, args: rest }
}

describe('the heap of commands that run long', () => {
  it('is bounded in the same process, with the arguments it had', () => {
    // Windows cannot begin a process anew.
    const bounded = process.platform === 'win32' ? [] : ['--max-semi-space-size=16', '--max-old-space-size=1024']
    expect(started([])).to.deep.equal({ own: true, flags: bounded, args: ['one', 'two'] })
  })

  it('is what the operator says, where he says it', () => {
    expect(started(['--max-old-space-size=300']).flags).to.deep.equal(['--max-old-space-size=300'])
    expect(started([], '--max-semi-space-size=4').flags).to.deep.equal([])
  })
})
