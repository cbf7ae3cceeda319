import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { findLine, findReferences, parseManifests } from '../../../src/manifest';
import type { Json, ManifestStream, Path } from '../../../src/manifest';
import { ManifestReader } from '../../../src/manifest/read/manifest-reader';
import { splitDocuments } from '../../../src/manifest/read/split-documents';

/** A stream with the line of every value in it. */
function withLines({ resources, unparsed }: ManifestStream): unknown {
  const places = (value: Json, path: Path): Path[] => (typeof value !== 'object' || value === null
    ? [path] : [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, Array.isArray(value) ? Number(key) : key]))]);
  return { resources, unparsed, lines: resources.map((resource) => places(resource.object, []).map((path) => findLine(resource, path))) };
}

const GOLDEN = join(__dirname, '..', '..', 'golden', 'examples');

it.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.yaml')))('reads %s as parseManifests does, twice', (name) => {
  const text = readFileSync(join(GOLDEN, name), 'utf8');
  const reader = new ManifestReader();

  expect(withLines(reader.parse(text, name))).toEqual(withLines(parseManifests(text, name)));
  expect(withLines(reader.parse(`# more\n${text}`))).toEqual(withLines(parseManifests(`# more\n${text}`)));
});

it('reads any stream as parseManifests does, lines and numbers of documents included', () => {
  const piece = fc.constantFrom(
    '---', '--- # note', '...', '%YAML 1.2', '# comment', '', '  ', 'apiVersion: v1', 'kind: Pod', 'metadata: {name: a}', 'metadata:', '  name: b', 'spec:', '  image: |', '    ---', '    x: y',
    'kind: List', 'items:', '- apiVersion: v1', '  kind: Pod', '  metadata: {name: c}', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"j"}}', 'a: b: c', '&a b', '\t', '---\r', '--- {}', '-', '- ---',
  );
  const text = fc.tuple(fc.array(piece, { maxLength: 14 }), fc.constantFrom('\n', '\r\n')).map(([lines, end]) => lines.join(end));
  fc.assert(fc.property(fc.array(text, { maxLength: 3 }), (texts) => {
    const reader = new ManifestReader();
    for (const one of texts) {
      expect(withLines(reader.parse(one, 'file'))).toEqual(withLines(parseManifests(one, 'file')));
    }
  }), { numRuns: 1000 });
});

it('reads a document that it knows only once: its objects are the same ones, at their new lines', () => {
  const reader = new ManifestReader();
  const pod = '---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - image: nginx:1\n';
  const [first] = reader.parse(pod).resources;
  const [, second] = reader.parse(`---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n${pod}`).resources;

  expect(second?.object).toBe(first?.object);
  expect(second === undefined ? [] : findReferences(second).map((found) => findLine(found.resource, found.path))).toEqual([11]);
  expect(first === undefined ? 0 : findLine(first, ['spec', 'containers', 0, 'image'])).toBe(7);
});

describe('what is taken apart', () => {
  it.each([
    ['two documents', '---\na: 1\n---\nb: 2\n', ['---\na: 1\n', '---\nb: 2\n']],
    ['comments in front of the first', '# hello\n---\na: 1\n---\nb: 2\n', ['# hello\n---\na: 1\n', '---\nb: 2\n']],
    ['a first document without a marker', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['text that only looks like a marker', 'a: |\n  ---\n  x\nb: ---x\n----\n', ['a: |\n  ---\n  x\nb: ---x\n----\n']],
    ['nothing at all', '', ['']],
  ])('%s', (_, text, parts) => {
    expect(splitDocuments(text).map((part) => part.text)).toEqual(parts);
  });

  it.each([['a directive', '%YAML 1.1\n---\na: 1\n---\nb: 2\n'], ['an end marker', 'a: 1\n...\n---\nb: 2\n'], ['JSON', '{}\n---\n{}\n']])('not %s', (_, text) => {
    expect(splitDocuments(text)).toEqual([{ text, linesBefore: 0 }]);
  });
});
