import { quote } from '../../error';

/** Text that matches itself, as Go's `regexp.QuoteMeta` writes it. */
export function quoteGoRegularExpression(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

/** Syntax that other languages know and Go refuses; the exporter would end at once. */
const NOT_IN_GO: readonly { readonly found: RegExp; readonly what: string }[] = [
  { found: /(?<!\\)(?:\\\\)*\(\?<?[=!]/, what: 'looks ahead or behind' },
  { found: /(?<!\\)(?:\\\\)*\\[1-9k]/, what: 'refers back to a group' },
  { found: /(?<!\\)(?:\\\\)*\\[^\WAabBdDEfnpPQrsStvwWxz0-9k_]/, what: 'has a backslash before a letter that means nothing' },
  { found: /\{(?:\d+,)?(?:1(?!000\})\d{3}|[2-9]\d{3}|\d{5,})\}/, what: 'repeats more than 1000 times' },
  { found: /(?<!\\)(?:\\\\)*\(\?>/, what: 'has an atomic group' },
];

/** Syntax that Go knows and JavaScript does not, with something of the same form that it does know. */
const ONLY_IN_GO: readonly { readonly found: RegExp; readonly form: string }[] = [
  { found: /\(\?P</g, form: '(?<' },
  { found: /\(\?[imsU]*(?:-[imsU]+)?\)/g, form: '' },
  { found: /\(\?[imsU]*(?:-[imsU]+)?:/g, form: '(?:' },
  { found: /\[:\^?[a-z]+:\]/g, form: 'a-z' },
  { found: /\\Q.*?(?:\\E|$)/gs, form: 'a' },
];

/** What keeps a text from being a regular expression of Go, as far as that can be told here; none when it seems fine. */
export function goRegularExpressionProblems(expression: string): string[] {
  const shown = quote(expression);
  if (expression === '') {
    return ['an image pattern must not be empty: it would match every image'];
  }
  const problems = NOT_IN_GO.filter(({ found }) => found.test(expression)).map(({ what }) => `image pattern ${shown} ${what}, which Go refuses`);
  if (/\\Q/.test(expression) && expression.includes('~')) {
    problems.push(`image pattern ${shown} has "~" and \\Q: "~" separates patterns, and cannot be written in a quoted part`);
  }
  if (problems.length > 0) {
    return problems;
  }
  try {
    new RegExp(ONLY_IN_GO.reduce((text, { found, form }) => text.replace(found, form), expression));
    return [];
  } catch {
    return [`image pattern ${shown} is no regular expression`];
  }
}

/** The same expression without `~`, which the flags take for the end of it. */
export function withoutTildes(expression: string): string {
  return expression.replace(/\\.|~/gs, (part) => (part === '~' || part === '\\~' ? '\\x7e' : part));
}
