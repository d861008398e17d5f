import { mkdirSync, readdirSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './explain.mjs'

const pollMs = 200
const abandonedMs = 10_000
const patienceMs = 20 * 60_000

/**
 * Runs `work` while no other start in this clone does. The lock is a folder holding one file named after its owner's
 * pid. Each step that could race is conditional: removing a dead owner's file names that pid, and a folder can only
 * be removed while empty, so nobody can take away a lock that is alive.
 */
export async function withLock(folder, life, work) {
  const lock = join(folder, 'lock')
  mkdirSync(folder, { recursive: true })
  const began = Date.now()
  let told = false
  while (!acquire(lock)) {
    const owner = clearIfDead(lock)
    if (owner && !told) console.error(`Another start (process ${owner}) is setting up this folder; waiting for it...`)
    told ||= owner !== undefined
    if (Date.now() - began > patienceMs)
      throw new Problem(`Waited too long for another start. If none runs, delete ${lock}`)
    await life.sleep(pollMs + Math.random() * pollMs)
  }
  try {
    return await work()
  } finally {
    release(lock)
  }
}

function acquire(lock) {
  const own = String(process.pid)
  if (!attempt(() => mkdirSync(lock), 'EEXIST')) return false
  if (!attempt(() => writeFileSync(join(lock, own), ''), 'ENOENT')) return false
  if (owners(lock).join() === own) return true
  // Two starts met in one folder: both step back and try again a moment later.
  attempt(() => unlinkSync(join(lock, own)), 'ENOENT')
  return false
}

function release(lock) {
  attempt(() => unlinkSync(join(lock, String(process.pid))), 'ENOENT')
  attempt(() => rmdirSync(lock), 'ENOENT', 'ENOTEMPTY', 'EEXIST')
}

/** Removes what dead owners left, and names the living one if there is one. */
function clearIfDead(lock) {
  const names = owners(lock)
  for (const name of names) {
    if (isAlive(Number(name))) return name
    attempt(() => unlinkSync(join(lock, name)), 'ENOENT')
  }
  // Without a name it is either being taken this very moment or was left by a start killed in between.
  const age = names.length > 0 ? Number.POSITIVE_INFINITY : ageOf(lock)
  if (age > abandonedMs) attempt(() => rmdirSync(lock), 'ENOENT', 'ENOTEMPTY', 'EEXIST')
  return undefined
}

function owners(lock) {
  let names = []
  attempt(() => {
    names = readdirSync(lock)
  }, 'ENOENT')
  return names
}

function ageOf(lock) {
  let age = 0
  attempt(() => {
    age = Date.now() - statSync(lock).mtimeMs
  }, 'ENOENT')
  return age
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function attempt(action, ...expected) {
  try {
    action()
    return true
  } catch (error) {
    if (expected.includes(error.code)) return false
    throw error
  }
}
