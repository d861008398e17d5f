import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the status page, in memory. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const DASHBOARD = fileURLToPath(new URL('../../dashboard/', import.meta.url))
const UPLOT = join(dirname(createRequire(import.meta.url).resolve('uplot/package.json')), 'dist')

/** The status page by request path: read once, so no request can reach any other. */
export function loadAssets(): ReadonlyMap<string, Asset> {
  const files: Readonly<Record<string, string>> = {
    ...Object.fromEntries(readdirSync(DASHBOARD).map((name) => [`/${name}`, join(DASHBOARD, name)])),
    '/': join(DASHBOARD, 'index.html'),
    '/uplot.js': join(UPLOT, 'uPlot.esm.js'),
    '/uplot.css': join(UPLOT, 'uPlot.min.css'),
  }
  return new Map(
    Object.entries(files).map(([path, file]) => {
      return [path, { type: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) }]
    }),
  )
}
