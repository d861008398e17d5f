// Adds to package-lock.json what npm leaves out when a registry (or a mirror of one) lacks the builds for other
// platforms: without an entry, `npm ci` on such a platform installs nothing for it and says nothing.
// Usage: node scripts/maintain/complete-lock.mjs [--check] [package-lock.json]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const cpus = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']
const cpuAliases = { aarch64: 'arm64', amd64: 'x64' }
const exact = /^\d+\.\d+\.\d+[\w.+-]*$/
const libcs = { gnu: 'glibc', musl: 'musl' }

/** Adds the missing entries and returns their paths. */
function complete(packages) {
  const added = []
  for (const [path, { optionalDependencies = {}, dev, devOptional }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(packages, path, name, version)) continue
      if (!exact.test(version)) throw new Error(`${path} wants ${name}@${version}: not one exact version`)
      // Where the top is taken by another version, it goes below its owner, as npm would put it.
      const top = `node_modules/${name}`
      const target = packages[top] ? `${path}/${top}` : top
      packages[target] = entryFor(name, version, { dev, devOptional })
      added.push(target)
    }
  }
  return added
}

/** Whether the package at `path` finds a fitting `name` below itself or in a folder above. */
function isLocked(packages, path, name, version) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const entry = packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]
    // Whether a version fits a range is npm's to say.
    if (entry && (entry.version === version || !exact.test(version))) return true
    if (at === '') return false
  }
}

/** Members in npm's own order, so that npm has nothing to rewrite. */
function entryFor(name, version, { dev, devOptional }) {
  const words = name.split(/[-/]/).map((word) => cpuAliases[word] ?? word)
  const os = words.filter((word) => systems.includes(word))
  const cpu = words.filter((word) => cpus.includes(word))
  const libc = words.filter((word) => libcs[word]).map((word) => libcs[word])
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`cannot tell the platform of ${name} from its name`)
  return {
    version,
    cpu,
    ...(dev && { dev }),
    ...(devOptional && { devOptional }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    os,
  }
}

function main(args) {
  const check = args.includes('--check')
  const file =
    args.find((arg) => !arg.startsWith('-')) ?? fileURLToPath(new URL('../../package-lock.json', import.meta.url))
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = complete(lock.packages)
  if (added.length === 0) return console.log('package-lock.json is complete')
  console.log(`${check ? 'missing' : 'added'}:\n${added.map((path) => `  ${path}`).join('\n')}`)
  if (check) {
    process.exitCode = 1
    return
  }
  const byPath = ([a], [b]) => a.localeCompare(b, 'en')
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
}

main(process.argv.slice(2))
