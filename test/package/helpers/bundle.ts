import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'

/** What a bundler makes of a module: minified, as a browser gets it. */
export interface Bundle {
  readonly code: string
  /** Packages that it leaves to others. */
  readonly packages: readonly string[]
  /** Bytes, gzip, of what is loaded at once; what is loaded when needed, such as the explanation of a revert, apart. */
  readonly bytes: number
}

/** Bundle a module that stands in `folder`; installed packages but ours stay outside, or none does. */
export async function bundle(folder: string, contents: string, withPeers = false): Promise<Bundle> {
  const external = withPeers ? [] : ['viem', 'ethers', 'react', 'wagmi', '@tanstack/react-query']
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    splitting: !withPeers,
    outdir: folder,
    external,
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
  const loaded = loadedAtOnce(metafile).map((name) => texts.get(name) ?? '')
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  return {
    code: loaded.join('\n'),
    packages: [...new Set(imports.filter(({ external: isLeft }) => isLeft).map(({ path }) => path))].sort(),
    bytes: loaded.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
  }
}

/** The entry and all that it imports statically. */
function loadedAtOnce({ outputs }: Metafile): string[] {
  const found = new Set<string>()
  const follow = (path: string) => {
    if (found.has(path)) return
    found.add(path)
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) follow(next)
    }
  }
  follow(Object.keys(outputs).find((path) => basename(path) === 'stdin.js') ?? '')
  return [...found].map((path) => basename(path))
}
