// Makes the indexer that is loaded after it (`node --import`) its own next version: with a schema one higher. Told a text of
// its source by TIDEMARK_DIE_AT, it is killed where it comes to it.
import { registerHooks } from 'node:module'

const { TIDEMARK_DIE_AT: dieAt } = process.env

registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context)
    if (!url.includes('/indexer/src/store/') || loaded.source == null) return loaded
    const source = Buffer.from(loaded.source as Uint8Array).toString()
    const raised = source.replace(/(?<=export const SCHEMA_VERSION = )\d+/, (version) => String(Number(version) + 1))
    if (dieAt === undefined) return { ...loaded, source: raised }
    return { ...loaded, source: raised.replace(dieAt, `process.kill(process.pid, 'SIGKILL'); ${dieAt}`) }
  },
})
