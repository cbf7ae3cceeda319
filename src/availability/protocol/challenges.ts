/** One way in which a server asks for a login: a part of its `WWW-Authenticate` header. */
export interface Challenge {
  /** Scheme in lower case: `bearer`, `basic`, `negotiate`. */
  readonly scheme: string;
  /** Parameters by their names in lower case; of two with the same name the first counts. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Characters of a token (RFC 9110, 5.6.2). */
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
/** A credential in place of parameters, as Negotiate uses it (RFC 9110, 11.2); only one that ends the challenge counts. */
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const EQUALS = /[ \t]*=[ \t]*/y;
/** A quoted text; registries have been seen that forget its end. */
const QUOTED = /"((?:[^"\\]|\\[^])*)(?:"|\\?$)/y;
/** A value without quotes goes on to the next comma or space, so that URLs survive. */
const BARE = /[^,\s]*/y;

/**
 * Reads the challenges of a response.
 *
 * A registry may offer several, in one header or in more, and a comma in quotes separates nothing. What is malformed is
 * skipped: a challenge that cannot be understood is one that cannot be met, and another may follow.
 *
 * @param headers every value of `WWW-Authenticate`, in order.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function parseChallenges(headers: readonly string[]): Challenge[] {
  return headers.flatMap(parseHeader);
}

function parseHeader(text: string): Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) {
      return undefined;
    }
    position += match[0].length;
    return match;
  };
  while (position < text.length) {
    take(SEPARATORS);
    const word = take(TOKEN)?.[0];
    if (word === undefined) {
      position += 1;
    } else if (take(EQUALS) !== undefined) {
      const parameters = challenges.at(-1)?.parameters;
      const quoted = take(QUOTED);
      const value = quoted === undefined ? take(BARE)?.[0] ?? '' : (quoted[1] ?? '').replace(/\\([^])/g, '$1');
      const name = word.toLowerCase();
      if (parameters !== undefined && !parameters.has(name)) {
        parameters.set(name, value);
      }
    } else {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
      if (take(SPACE)?.[0] !== '') {
        take(TOKEN68);
      }
    }
  }
  return challenges;
}
