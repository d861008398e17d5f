import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one suite's databases, gone with {@link TemporaryFolder.remove}. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'tidemark-indexer-'))

  file(name: string): string {
    return join(this.path, name)
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
