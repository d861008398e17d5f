// Every npm script enters here: `node scripts/bootstrap/run.cjs <script.ts> [args...]`.
// CommonJS and old syntax on purpose: an old Node must be able to parse this file to say that it is too old.
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(
    'Tidemark needs Node 20 or newer to set itself up, and this is Node ' +
      process.versions.node +
      '.\nInstall a current one from https://nodejs.org (24 is best), then run the command again.',
  )
  process.exit(1)
}

function start(bootstrap) {
  return bootstrap.main(process.argv.slice(2))
}

function fail(error) {
  console.error(error)
  process.exitCode = 1
}

import('./main.mjs').then(start).catch(fail)
