import { getVaultStats, ProviderRequiredError, watchVault } from '@tidemark/sdk/ethers'
import { expect } from 'chai'
import { Wallet } from 'ethers'
import { expectError } from '../helpers/expectError.ts'

const vault = `0x${'a'.repeat(40)}` as const

describe('an ethers signer without a provider', () => {
  const signer = Wallet.createRandom()

  it('can ask nobody, and is told what to do', async () => {
    await expectError(getVaultStats(signer, { vault }), 'ProviderRequired', {})
    const error = await getVaultStats(signer, { vault }).catch((caught: unknown) => caught)
    expect(error).to.be.instanceOf(ProviderRequiredError)
    expect((error as ProviderRequiredError).remedy).to.contain('signer.connect')
  })

  it('hears the same when it listens', async () => {
    const heard = await new Promise((onError) => watchVault(signer, { vault, onEvents: () => undefined, onError }))
    expect(heard).to.be.instanceOf(ProviderRequiredError)
  })
})
