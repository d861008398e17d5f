/** Values as the text that lists show. */
export function texts(values: Readonly<Record<string, bigint | boolean | number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
}
