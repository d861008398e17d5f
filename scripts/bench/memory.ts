import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The most memory that a process has taken until now, in megabytes. Where the system does not keep that: what it takes now. */
export function peakMegabytes(pid: number): number {
  if (process.platform === 'linux') {
    return megabytes(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  }
  return megabytes(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
}

/** Megabytes of 1,000,000 bytes in what a system calls kilobytes, which have 1,024. */
export function megabytes(kilobytes: string | undefined): number {
  return (Number(kilobytes) * 1_024) / 1e6
}
