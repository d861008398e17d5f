/** Something in the user's way: shown as its message alone, without a stack. */
export class Problem extends Error {}

const causes = [
  [/ENOSPC|no space left/i, 'The disk is full. Free some space (about 1 GB is needed), then run the command again.'],
  [
    /EUSAGE|in sync/,
    'package-lock.json does not match package.json. Run `npm install` and `npm run lock:complete`, then try again.',
  ],
  [/EACCES|EPERM|EROFS/, 'A file or folder cannot be written. Check who owns this clone and the npm cache.'],
  [
    /CERT|certificate/,
    'The registry’s certificate is not trusted. Behind a company proxy, set `cafile` in .npmrc or NODE_EXTRA_CA_CERTS.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET|network/i,
    'The package registry cannot be reached. Go online, or set HTTPS_PROXY (or `proxy` and `registry` in .npmrc).',
  ],
  [/E404|ETARGET|notarget/, 'The package registry does not have one of the packages.'],
]

/** One sentence on the likely cause, then the end of what npm itself said. */
export function explainNpm(output) {
  const cause = causes.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm failed; its last lines say why.'
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const tail = lines.slice(-12).map((line) => `  | ${line}`)
  return [cause, ...tail].join('\n')
}
