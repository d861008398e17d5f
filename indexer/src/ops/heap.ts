/**
 * Flags of Node's heap. What a batch makes is garbage with the next one: a small nursery finds it while it is still in the
 * processor's cache. And how much garbage the rest gathers before it is looked through goes by how large it may get.
 */
const FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=1024']

/**
 * Begin this process anew with a heap that stays small, unless whoever started it has said how large it may get: Node takes
 * that only when it starts. It stays the same process. Where the system cannot do that, it goes on as it is.
 */
export function boundHeap(): void {
  const given = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ')
  if (
    process.execve === undefined ||
    process.platform === 'win32' ||
    /--max[-_](semi|old)[-_]space[-_]size/.test(given)
  )
    return
  const args = [process.execPath, ...FLAGS, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, args, process.env)
}
