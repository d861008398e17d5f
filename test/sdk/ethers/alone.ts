import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Packages that an entry imports when it runs. */
async function importsOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [`${root}sdk/src/${entry}/index.ts`],
    ...{
      bundle: true,
      format: 'esm',
      write: false,
      metafile: true,
      packages: 'external',
      splitting: true,
      outdir: '.',
    },
    logLevel: 'silent',
  })
  const imported = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external))
  const packages = imported.map(({ path }) =>
    path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/'),
  )
  return [...new Set(packages)].sort()
}

describe('entries', () => {
  it('need nothing but what they are for: a user of ethers installs no viem', async () => {
    expect(await importsOf('core')).to.deep.equal([])
    expect(await importsOf('analytics')).to.deep.equal([])
    expect(await importsOf('quoting')).to.deep.equal([])
    expect(await importsOf('engine')).to.deep.equal([])
    expect(await importsOf('units')).to.deep.equal([])
    expect(await importsOf('abis')).to.deep.equal([])
    expect(await importsOf('ethers')).to.deep.equal(['ethers'])
    expect(await importsOf('actions')).to.deep.equal(['viem'])
    expect(await importsOf('react')).to.deep.equal(['@tanstack/react-query', 'react', 'viem', 'wagmi'])
  })
})
