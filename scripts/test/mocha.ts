// Runs plain mocha suites: node scripts/test/mocha.ts REPORT GREP FILE...
import Mocha from 'mocha'
import { endSoon } from './report.ts'
import { reporterFor } from './reporter.ts'
import { fixSeed } from './seed.ts'

const [reportFile = '', grep = '', ...files] = process.argv.slice(2)
fixSeed()
const mocha = new Mocha({
  timeout: 60_000,
  forbidOnly: true,
  reporter: reporterFor(reportFile),
  ...(grep !== '' && { grep: new RegExp(grep) }),
})
for (const file of files) mocha.addFile(file)
await mocha.loadFilesAsync()
mocha.run((failures) => endSoon(failures > 0 ? 1 : 0))
