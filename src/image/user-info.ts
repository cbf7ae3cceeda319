/** What may follow an `@` without making the text before it a login. */
const LIKE_A_DIGEST = /^(?:sha\d+(?::|$)|[a-z][a-z0-9+._-]*:[0-9a-f]{32,}$)/i;

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The scheme in front of a text, `https://` for instance, or an empty text. */
export function schemeOf(text: string): string {
  return SCHEME.exec(text)?.[0] ?? '';
}

/**
 * Where the login of `user:password@host/…` ends: the index of the `@`, or -1 when there is none.
 *
 * People paste URLs with credentials where a reference belongs, and those must not come back in an error message.
 * In doubt the text counts as a login; only what looks like a digest after the `@` says otherwise.
 */
export function endOfUserInfo(text: string): number {
  const start = schemeOf(text).length;
  let end = text.length;
  for (;;) {
    const at = end === 0 ? -1 : text.lastIndexOf('@', end - 1);
    if (at < start) {
      return -1;
    }
    const rest = text.slice(at + 1, end);
    if (!LIKE_A_DIGEST.test(rest)) {
      return /[/.]/.test(rest) || text.slice(start, at).includes(':') ? at : -1;
    }
    end = at;
  }
}

/** The text with `user:password@` replaced by an ellipsis, fit to be shown. */
export function withoutUserInfo(text: string): string {
  const at = endOfUserInfo(text);
  return at === -1 ? text : `${schemeOf(text)}…${text.slice(at)}`;
}
