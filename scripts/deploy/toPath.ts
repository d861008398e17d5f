import { resolve } from 'node:path'

/** A file named on the command line, relative to where the command was typed: npm runs scripts in the repository's root. */
export function toPath(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file)
}
