/**
 * The value of Harbor's `q` parameter: conditions that all hold.
 *
 * Harbor unescapes it once more after the URL was unescaped, so it is escaped once more here: the `+` in the name of a
 * project's robot would come out as a space otherwise. A value that begins with one of the characters of the query
 * language is marked as a plain text.
 *
 * @see https://github.com/goharbor/harbor/blob/main/src/lib/q/builder.go
 */
export function harborQuery(conditions: Readonly<Record<string, string>>): string {
  return Object.entries(conditions).map(([key, value]) => {
    const plain = /^[~[{(\\]/.test(value) ? `\\${value}` : value;
    // Commas end a condition whatever the escaping, and no name has one.
    return `${encodeURIComponent(key)}=${encodeURIComponent(plain)}`;
  }).join(',');
}
