import { delimiter, dirname } from 'node:path'

const options = ['--conditions=tidemark-source', '--disable-warning=ExperimentalWarning']

/** The environment with `node`'s folder first in PATH, so that tools started through `#!/usr/bin/env node` use it too. */
export function pathEnv(node) {
  const env = { ...process.env }
  // Windows spells it Path, and a plain object is case-sensitive where process.env is not.
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[key] = [dirname(node), env[key]].filter(Boolean).join(delimiter)
  return env
}

/** What our own scripts run in: NODE_OPTIONS reaches children such as hardhat, where flags would not. */
export function sourceEnv(node) {
  const env = pathEnv(node)
  const given = env.NODE_OPTIONS ?? ''
  env.NODE_OPTIONS = [given, ...options.filter((option) => !given.includes(option))].join(' ').trim()
  return env
}
