import fc from 'fast-check'

/** Let random tests draw the same cases every time, or those of the seed in TIDEMARK_SEED, and say which. */
export function fixSeed(): void {
  const text = process.env.TIDEMARK_SEED ?? '29801'
  const seed = Number(text)
  if (!/^-?\d+$/.test(text) || seed !== (seed | 0)) {
    throw new Error(`TIDEMARK_SEED is '${text}'; it must be a whole number of 32 bits`)
  }
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
  console.log(`Random tests draw from seed ${seed} (TIDEMARK_SEED)`)
}
