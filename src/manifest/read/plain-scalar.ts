/**
 * The words that YAML 1.1 gives a meaning, in the spellings that Kubernetes accepts.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/resolve.go
 */
const WORDS: ReadonlyMap<string, null | boolean> = new Map([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
]);

/** Longest word above. */
const LONGEST_WORD = 5;

const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const FRACTION = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9]+)?$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(0[bB][01]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;

/** Numbers longer than this are left as text: no field of Kubernetes holds one. */
const LONGEST_NUMBER = 400;

/** The value of an unquoted scalar cannot be written as JSON: infinity, or not a number. */
export const NOT_JSON = Symbol('not JSON');

/**
 * The value that Kubernetes reads from an unquoted YAML scalar.
 *
 * YAML 1.1 booleans (`yes`, `off`, `y`) and numbers (`0755` is 493, `1_000` is 1000) count; base-60 numbers and
 * timestamps stay text. An integer that a JavaScript number cannot hold exactly becomes its decimal digits as text:
 * a changed type is noticed, a changed digit is not.
 */
export function resolvePlainScalar(text: string): null | boolean | number | string | typeof NOT_JSON {
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) {
      return word;
    }
  }
  const first = text.charCodeAt(0);
  if (first === 46 /* . */) {
    return resolveFraction(text);
  }
  const numeric = (first >= 48 && first <= 57) || first === 43 /* + */ || first === 45; /* - */
  return numeric && text.length <= LONGEST_NUMBER ? resolveNumber(text) : text;
}

function resolveFraction(text: string): number | string | typeof NOT_JSON {
  if (INFINITE.test(text)) {
    return NOT_JSON;
  }
  return FRACTION.test(text) ? finite(text.replaceAll('_', ''), text) : text;
}

function resolveNumber(text: string): number | string | typeof NOT_JSON {
  if (INFINITE.test(text)) {
    return NOT_JSON;
  }
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = INTEGER.exec(plain);
  if (integer === null) {
    return FLOAT.test(plain) ? finite(plain, text) : text;
  }
  const digits = integer[2] ?? '';
  const size = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase());
  const value = integer[1] === '-' ? -size : size;
  // `-0` is the integer 0.
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}

/** A decimal number; the text itself when it is too large for one, as Go's parser then refuses it. */
function finite(plain: string, text = plain): number | string {
  const value = Number.parseFloat(plain);
  return Number.isFinite(value) ? value : text;
}
