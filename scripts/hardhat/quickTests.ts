import { globSync } from 'node:fs'
import type { HardhatPlugin } from 'hardhat/types/plugins'

/** Without any, long loops in tests would take longer than is saved. */
const optimizer = { enabled: true, runs: 1 }

/**
 * Compiles the Solidity tests in one go of their own and without IR, which takes a fraction of the time. It changes nothing of what is
 * tested: tests deploy it from artifacts (test/contracts/utils/Deploy.sol) and import no implementation. Those of internal
 * functions, `*Lib*.t.sol`, hold what they test, so they compile like the contracts.
 */
export const quickTests: HardhatPlugin = {
  id: 'tidemark-quick-tests',
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        resolveUserConfig: async (userConfig, resolveVariable, next) => {
          const config = await next(userConfig, resolveVariable)
          const files = globSync('test/contracts/**/*.sol', { cwd: config.paths.root, exclude: ['**/*Lib*.t.sol'] })
          for (const profile of Object.values(config.solidity.profiles)) {
            const [usual] = profile.compilers
            if (usual === undefined) continue
            // Files go into one compilation where their settings are the same object.
            const quick = { ...usual, settings: { ...usual.settings, viaIR: false, optimizer } }
            for (const file of files) profile.overrides[file.replaceAll('\\', '/')] = quick
          }
          return config
        },
      }),
    }),
  },
}
