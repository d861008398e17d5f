/** A time in a file: whole seconds since 1970, UTC, or why it is none. */
export type ParsedTime = { readonly seconds: bigint } | { readonly reason: string }

// Year 9999, past every date that a file could mean.
const latest = 253_402_300_799n

// yyyy-mm-dd or yyyy/mm/dd, then optionally hh:mm[:ss[.fraction]] and a zone.
const iso =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i

/**
 * Read an ISO date or date-time (UTC unless it names a zone), `yyyymmdd`, or a count of seconds, milliseconds or
 * microseconds since 1970, told apart by size. Fractions of a second are dropped: blocks have none.
 */
export function parseTime(text: string): ParsedTime {
  if (/^\d{8}$/.test(text)) return parseTime(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
  if (/^\d+$/.test(text)) return inRange(toSeconds(BigInt(text)), text)
  const match = iso.exec(text)
  if (!match) return { reason: `time '${text}' is neither a count since 1970 nor an ISO date` }
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const utc = new Date(`${local}Z`)
  // Date rolls 2001-02-30 over to March instead of refusing it.
  if (Number.isNaN(utc.valueOf()) || utc.toISOString().slice(0, 19) !== local) {
    return { reason: `time '${text}' does not exist` }
  }
  return inRange(BigInt(utc.valueOf()) / 1000n - zoneSeconds(zone), text)
}

function toSeconds(count: bigint): bigint {
  if (count < 100_000_000_000n) return count
  return count < 100_000_000_000_000n ? count / 1000n : count / 1_000_000n
}

function zoneSeconds(zone: string): bigint {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!match) return 0n
  const seconds = BigInt(match[2] ?? 0) * 3600n + BigInt(match[3] ?? 0) * 60n
  return match[1] === '-' ? -seconds : seconds
}

function inRange(seconds: bigint, text: string): ParsedTime {
  // The devnet starts an hour before the first bar, and block times have no sign.
  if (seconds < 3600n || seconds > latest) return { reason: `time '${text}' is outside 1970 to 9999` }
  return { seconds }
}
