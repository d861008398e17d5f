import type { SolidityHooks } from 'hardhat/types/hooks'

const handlers = (): Promise<Partial<SolidityHooks>> =>
  Promise.resolve({
    invokeSolc(context, compiler, input, config, next) {
      const tests = Object.keys(input.sources).filter((name) => name.startsWith('project/test/'))
      if (tests.length === 0) return next(context, compiler, input, config)
      const wanted = input.settings.outputSelection['*']?.['*'] ?? []
      const outputSelection = Object.fromEntries(tests.map((name) => [name, { '': ['ast'], '*': wanted }]))
      return next(context, compiler, { ...input, settings: { ...input.settings, outputSelection } }, config)
    },
  })

export default handlers
