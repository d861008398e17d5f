import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setupLambdaEnvironment } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { root } from '../../e2e/helpers/processes.ts'

const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']

/** Where tests leave pictures of what they saw; not part of the repository. */
export const screenshots = join(root, '.tidemark', 'screenshots')

/**
 * Start a headless browser that needs nothing installed: on Linux x64 the one in the npm package `@sparticuz/chromium`
 * with the libraries and fonts it brings along, elsewhere the Chrome of the system.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' })
  const folder = await unpack()
  setupLambdaEnvironment(join(folder, 'al2023', 'lib'))
  process.env.FONTCONFIG_PATH = join(folder, 'fonts')
  // No sandbox: containers, where tests mostly run, do not allow one. The pages are our own.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none']
  return chromium.launch({ executablePath: join(folder, 'chromium'), args })
}

/** Unpack once per version, so that nobody ever finds half of it. */
async function unpack(): Promise<string> {
  const manifest = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const parent = join(root, '.tidemark', 'browser')
  const folder = join(parent, version)
  if (existsSync(folder)) return folder
  await mkdir(parent, { recursive: true })
  const half = await mkdtemp(join(parent, 'unpacking-'))
  try {
    await inflateInto(half, join(dirname(manifest), 'bin'))
    await rename(half, folder)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    // Another run may have been quicker.
    if (!existsSync(folder)) throw error
  }
  return folder
}

async function inflateInto(folder: string, packed: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  // The package unpacks into the folder for temporary files, whatever that is at the moment.
  process.env.TMPDIR = folder
  try {
    for (const archive of archives) await inflate(join(packed, archive))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
