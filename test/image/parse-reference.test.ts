import * as fc from 'fast-check';
import { PullproofError } from '../../src/error';
import { explainReference, parseReference, printReference, tryParseReference } from '../../src/image';
import { CANARY_PASSWORD } from '../support/canary';
import { nearlyReferences, references } from './arbitraries';
import { INVALID, VALID } from './corpus';

function errorOf(text: string): PullproofError {
  try {
    parseReference(text);
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error(`${text} parses`);
}

/** The grammar of the distribution project, as regular expressions: an independent second opinion. */
const DOMAIN = String.raw`(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?`;
const COMPONENT = String.raw`[a-z0-9]+(?:(?:[._]|__|[-]+)[a-z0-9]+)*`;
const DIGEST = String.raw`[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}`;
const REFERENCE = new RegExp(`^(${DOMAIN})/(${COMPONENT}(?:/${COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?(?:@(${DIGEST}))?$`);

function oracle(text: string): string | undefined {
  if (/^[0-9a-f]{64}$/.test(text)) {
    return undefined;
  }
  let full = `docker.io/library/${text}`;
  const slash = text.indexOf('/');
  if (slash !== -1) {
    const first = text.slice(0, slash);
    const isHost = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
    const host = !isHost || first === 'index.docker.io' ? 'docker.io' : first;
    const rest = isHost ? text.slice(slash + 1) : text;
    full = host === 'docker.io' && !rest.includes('/') ? `docker.io/library/${rest}` : `${host}/${rest}`;
  }
  const match = REFERENCE.exec(full);
  if (match === null || `${match[1]}/${match[2]}`.length > 255) {
    return undefined;
  }
  const [algorithm, hex = ''] = (match[4] ?? '').split(':');
  const length = { sha256: 64, sha384: 96, sha512: 128 }[algorithm ?? ''];
  return length === undefined || (hex.length === length && hex === hex.toLowerCase()) ? full : undefined;
}

describe('parseReference', () => {
  test('the corpus is as large as promised', () => {
    expect(VALID.length).toBeGreaterThanOrEqual(60);
    expect(INVALID.length).toBeGreaterThanOrEqual(40);
    expect(new Set(VALID.map(([text]) => text)).size).toBe(VALID.length);
    expect(new Set(INVALID.map(([text]) => text)).size).toBe(INVALID.length);
  });

  test.each(VALID.map(([text, ...parts]) => ({ text, parts })))('$text has the host, path, tag and digest of the grammar', ({ text, parts }) => {
    const [registry, repository, tag, digest] = parts;
    const expected = { registry, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
    expect(parseReference(text)).toStrictEqual(expected);
    expect(tryParseReference(text)).toStrictEqual(expected);
    expect(explainReference(text)).toEqual([]);
  });

  test.each(INVALID)('%j is refused, and every problem is named', (text, ...problems) => {
    const error = errorOf(text);
    expect(error.code).toBe('reference-invalid');
    expect(error.problems).toEqual(problems);
    expect(tryParseReference(text)).toBeUndefined();
  });

  test('the message names the text, lists the problems and shows the form', () => {
    expect(errorOf('quay.io/Team/App:').message).toBe([
      '"quay.io/Team/App:" is not an image reference',
      '  - path component "Team" has upper-case letters',
      '  - path component "App" has upper-case letters',
      '  - the tag after the colon is empty',
      '  write host[:port]/path[:tag][@digest]',
    ].join('\n'));
  });

  test('many wrong path components are counted, not listed', () => {
    expect(errorOf('a/C/D/E/F/G/H/I').problems).toEqual([
      ...['C', 'D', 'E', 'F', 'G'].map((name) => `path component "${name}" has upper-case letters`),
      'and 2 more path components like these',
    ]);
  });

  test.each([
    [`https://bob:${CANARY_PASSWORD}@quay.io/a/b:1`],
    [`bob:${CANARY_PASSWORD}@quay.io/a/b:1`],
    [`bob:${CANARY_PASSWORD}@quay.io`],
    [`bob:${CANARY_PASSWORD}@localhost:5000`],
    [`bob:x/${CANARY_PASSWORD}@quay.io`],
    [`bob:x@${CANARY_PASSWORD}@quay.io/a`],
    [`bob:${CANARY_PASSWORD}@quay.io/a/b@sha256:${'a'.repeat(64)}`],
    [`${CANARY_PASSWORD}@quay.io/a`],
    [`oci://bob:${CANARY_PASSWORD}@`],
  ])('a login in front of the host never comes back in the message (case %#)', (text) => {
    expect(errorOf(text).message).not.toContain(CANARY_PASSWORD);
  });

  test('a login in front of the host is named as such', () => {
    const error = errorOf(`https://bob:${CANARY_PASSWORD}@quay.io/a/b`);
    expect(error.what).toBe('"https://…@quay.io/a/b" is not an image reference');
    expect(error.problems[1]).toBe('a login in front of the host; credentials belong in a pull secret');
  });

  test('a text of a million characters is refused with a short message', () => {
    for (const piece of ['a', 'A/', '${', '@sha256:', '{{', ' a', '.', ':', '<']) {
      expect(errorOf(piece.repeat(1_000_000 / piece.length)).message.length).toBeLessThan(2_000);
    }
  });

  test('property: what is printed parses to the same reference', () => {
    fc.assert(fc.property(references, (reference) => {
      expect(parseReference(printReference(reference))).toStrictEqual(reference);
    }));
  });

  test('property: printing what was parsed is stable, and agrees with the regular expressions of the grammar', () => {
    const texts = fc.oneof(nearlyReferences, fc.string(), fc.string({ unit: 'binary' }), references.map(printReference));
    fc.assert(fc.property(texts, (text) => {
      const reference = tryParseReference(text);
      const printed = reference === undefined ? undefined : printReference(reference);
      expect(printed).toBe(oracle(text));
      if (printed !== undefined) {
        expect(printReference(parseReference(printed))).toBe(printed);
      }
    }), { numRuns: 3_000 });
  });

  test('property: a text is either parsed or explained, and nothing but PullproofError is thrown', () => {
    fc.assert(fc.property(fc.oneof(nearlyReferences, fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const explained = explainReference(text);
      expect(explained.length > 0).toBe(tryParseReference(text) === undefined);
      if (explained.length > 0) {
        expect(errorOf(text).problems).toEqual(explained);
      }
    }), { numRuns: 3_000 });
  });
});
