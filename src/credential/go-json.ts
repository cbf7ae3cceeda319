/** What JSON lets stand, and Go escapes all the same, so that its output may be put into HTML. */
const ESCAPED_BY_GO = /[<>&\u2028\u2029]|\p{Surrogate}/gu;

/**
 * A string as Go's `encoding/json` writes it, quotes included.
 *
 * It differs from `JSON.stringify` in `<`, `>`, `&`, U+2028 and U+2029, which become `\uXXXX`, and in lone surrogates, which
 * become `\ufffd`. Control characters agree: both have short forms for `\b`, `\f`, `\n`, `\r` and `\t` only.
 *
 * The result is a string literal of Go and of Go templates, too.
 *
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
export function goJsonString(text: string): string {
  const wellFormed = text.replace(ESCAPED_BY_GO, (character) => (/\p{Surrogate}/u.test(character) ? '\ufffd' : character));
  return JSON.stringify(wellFormed).replace(ESCAPED_BY_GO, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
