import { spawn } from 'node:child_process'

const patienceMs = 15_000

/** Thrown out of set-up when a signal (or the parent's death) asks us to end. */
export class Stopped extends Error {
  constructor(signal) {
    super(`stopped by ${signal}`)
    this.signal = signal
  }
}

/**
 * Owns the one child there is at a time, and the reasons to end it: SIGINT, SIGTERM, SIGHUP and the death of our
 * parent (a killed npm does not pass its end on, and would leave a devnet running).
 */
export function createLifecycle() {
  const parent = process.ppid
  let child
  let ending
  let becoming = false
  let cancelWait

  const end = (signal) => {
    if (ending) return
    ending = signal
    cancelWait?.()
    if (!child) return
    child.kill(signal)
    const target = child
    setTimeout(() => target.kill('SIGKILL'), patienceMs).unref()
  }
  const onInterrupt = () => {
    // A terminal has sent Ctrl-C to the child as well; a second one might cut its clean-up short.
    const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
    if (!(becoming && terminal)) end('SIGINT')
  }
  const onTerminate = () => end('SIGTERM')
  const onHangup = () => end('SIGHUP')
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', onTerminate)
  process.on('SIGHUP', onHangup)
  const watch = setInterval(() => process.ppid !== parent && end('SIGTERM'), 300)

  const check = () => {
    if (ending) throw new Stopped(ending)
  }
  const start = (command, args, options, onOutput) => {
    check()
    return new Promise((resolve, reject) => {
      child = spawn(command, args, options)
      if (onOutput) for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput)
      child.once('error', (error) => {
        child = undefined
        reject(error)
      })
      child.once('close', (code, signal) => {
        child = undefined
        resolve({ code, signal })
      })
    })
  }

  return {
    check,
    /** Runs a set-up step; resolves to its exit code and all it printed. */
    async run(command, args, options = {}) {
      let output = ''
      const result = await start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options }, (text) => {
        output += text
      })
      check()
      return { ...result, output }
    },
    /** Hands terminal and signals over to the wanted script until it ends. */
    become(command, args, options) {
      becoming = true
      return start(command, args, { stdio: 'inherit', ...options })
    },
    async sleep(ms) {
      await new Promise((resolve) => {
        cancelWait = resolve
        setTimeout(resolve, ms)
      })
      check()
    },
    close() {
      clearInterval(watch)
      process.off('SIGINT', onInterrupt)
      process.off('SIGTERM', onTerminate)
      process.off('SIGHUP', onHangup)
    },
  }
}
