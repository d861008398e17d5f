import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compileSdk } from '../../../scripts/maintain/sdkPackage.ts'

export const root = fileURLToPath(new URL('../../../', import.meta.url))
const execute = promisify(execFile)

/** The SDK as npm would publish it, and projects that have it installed, outside of this repository. */
export class Package {
  readonly folder: string
  readonly tarball: string

  private constructor(folder: string, tarball: string) {
    this.folder = folder
    this.tarball = tarball
  }

  static #made: Promise<Package> | undefined

  /** Compile and pack, once for all who ask; what it leaves is removed when the process ends. */
  static make(): Promise<Package> {
    Package.#made ??= Package.#pack()
    return Package.#made
  }

  static async #pack(): Promise<Package> {
    const folder = await mkdtemp(join(tmpdir(), 'tidemark-package-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    const staged = join(folder, 'staged')
    compileSdk(join(staged, 'dist'))
    for (const name of ['src', 'package.json', 'README.md']) {
      await cp(join(root, 'sdk', name), join(staged, name), { recursive: true })
    }
    await execute('npm', ['pack', '--offline', '--ignore-scripts', '--pack-destination', folder], {
      cwd: staged,
      shell: process.platform === 'win32',
    })
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
    if (tarball === undefined) throw new Error('npm packed nothing')
    await rm(staged, { recursive: true })
    return new Package(folder, join(folder, tarball))
  }

  /** A project that has installed the package and `peers`, and nothing else. */
  async install(name: string, peers: readonly string[]): Promise<Consumer> {
    const consumer = join(this.folder, name)
    const installed = join(consumer, 'node_modules/@tidemark/sdk')
    await mkdir(installed, { recursive: true })
    await execute('tar', ['-xzf', this.tarball, '-C', installed, '--strip-components', '1'])
    for (const peer of peers) {
      const link = join(consumer, 'node_modules', peer)
      await mkdir(dirname(link), { recursive: true })
      await symlink(join(root, 'node_modules', peer), link, 'junction')
    }
    await writeFile(join(consumer, 'package.json'), '{ "private": true }\n')
    return new Consumer(consumer)
  }
}

/** A project that uses the package. */
export class Consumer {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  async write(name: string, text: string): Promise<string> {
    const file = join(this.folder, name)
    await writeFile(file, text)
    return file
  }

  /** Run a program and parse what it prints as JSON. */
  async run(name: string, text: string): Promise<unknown> {
    const file = await this.write(name, text)
    const { stdout } = await execute(process.execPath, [file], { cwd: this.folder, env: plainEnvironment() })
    return JSON.parse(stdout)
  }

  /** What a tool of this repository says about a file or folder of the consumer; throws unless it is content. */
  async tool(path: string, args: readonly string[]): Promise<string> {
    const command = [join(root, 'node_modules', path), ...args]
    try {
      return (await execute(process.execPath, command, { cwd: this.folder, env: plainEnvironment() })).stdout
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      throw new Error(`${path} ${args.join(' ')}\n${stdout}${stderr}`)
    }
  }
}

/** Without the conditions by which this repository reads the SDK's sources. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...environment } = process.env
  return environment
}
