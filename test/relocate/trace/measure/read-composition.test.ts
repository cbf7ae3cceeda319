import fc from 'fast-check';
import { markEmpty, marksIn, markText, markWithHost, readMarks, tokenOf } from '../../../../src/relocate/trace/measure/mark';
import type { Mark } from '../../../../src/relocate/trace/measure/mark';
import { readComposition } from '../../../../src/relocate/trace/measure/read-composition';
import type { ReferenceWindow } from '../../../../src/relocate/trace/measure/reference-window';

function mark(id: number, path: string, original: string, marked: string, isForcing = false): [number, Mark] {
  return [id, { id, path, original, marked, value: marked, token: tokenOf(id), isForcing }];
}

function windowOf(line: string, reference: string): ReferenceWindow {
  const start = line.indexOf(reference);
  return { line, start, end: start + reference.length, lineOf: () => undefined };
}

const MARKS = new Map([
  mark(1, 'registry', 'quay.io', markText('quay.io', 1, true)),
  mark(2, 'repository', 'acme/app', markText('acme/app', 2, false)),
  mark(3, 'global', '', markEmpty(3, 'host'), true),
  mark(12, 'name', 'acme/app', markWithHost('acme/app', 12), true),
]);

test('a mark keeps the form of what it stands for', () => {
  expect([markText('quay.io', 1, true), markText('quay.io/acme/app:1', 1, true), markText('acme/app:1', 1, false), markText('app', 1, false)])
    .toEqual(['mk1zq.invalid', 'mk1zq.invalid/acme/app:1', 'mk1zq-acme/app:1', 'mk1zq-app']);
});

test('marks are told apart, and those that came out changed are noticed', () => {
  const { pieces, torn } = readMarks('x mk12zq.invalid/acme/app mk2zq-acme MK1ZQ.INVALID mk7zq', MARKS);
  expect(pieces.map(({ mark: found, text }) => found?.path ?? text)).toEqual(['x ', 'name', ' mk2zq-acme MK1ZQ.INVALID mk7zq']);
  expect(torn.map(({ path }) => path)).toEqual(['repository', 'registry']);
  expect(marksIn('MK1ZQ mk12zq mk1zq', MARKS).map(({ path }) => path)).toEqual(['registry', 'name']);
});

test('values and texts of templates, in order', () => {
  const window = windowOf('--image=quay.io/acme/app:1.4.2,--more', 'quay.io/acme/app:1.4.2');
  const reading = readComposition(window, '--image=mk1zq.invalid/mk2zq-acme/app:1.4.2,--more', MARKS);
  expect(reading.kind).toBe('kept');
  expect(reading.parts).toEqual([
    { type: 'value', path: 'registry' }, { type: 'text', text: '/' }, { type: 'value', path: 'repository' }, { type: 'text', text: ':1.4.2' },
  ]);
});

test('a value that was empty makes another composition', () => {
  const reading = readComposition(windowOf('quay.io/acme/app:1', 'quay.io/acme/app:1'), 'mk3zq.invalid/mk2zq-acme/app:1', MARKS);
  expect(reading.kind).toBe('forced');
  expect(reading.parts).toEqual([{ type: 'value', path: 'global' }, { type: 'text', text: '/' }, { type: 'value', path: 'repository' }, { type: 'text', text: ':1' }]);
});

test('beside texts that changed too, a reference is still found where it stands as it was', () => {
  const window = windowOf('{"image":"quay.io/acme/app:1","level":"info"}', 'quay.io/acme/app:1');
  const reading = readComposition(window, '{"extra":1,"image":"mk1zq.invalid/mk2zq-acme/app:1","level":"debug"}', MARKS);
  expect(reading.kind).toBe('kept');
  expect(reading.parts.map((part) => (part.type === 'text' ? part.text : part.path))).toEqual(['registry', '/', 'repository', ':1']);
  expect(readComposition(window, '{"extra":"quay.io/acme/app:1","image":"mk1zq.invalid/acme/app:1","level":"x"}', MARKS).kind).toBe('unreadable');
});

test('what is cut or in capitals cannot be read', () => {
  const window = windowOf('image: quay.io/acme/app:1', 'quay.io/acme/app:1');
  for (const text of ['image: mk1zq.invalid/mk2zq-ac:1', 'image: MK1ZQ.INVALID/acme/app:1', 'image: mk1zq.in']) {
    expect(readComposition(window, text, MARKS).kind).toBe('unreadable');
  }
  expect(readComposition(window, 'image: mk1zq.in', MARKS).marks.map(({ path }) => path)).toEqual(['registry']);
});

test('whatever a template puts around and between two values is read back', () => {
  const literal = fc.stringMatching(/^[a-z:=,/ -]{0,6}$/);
  fc.assert(fc.property(fc.tuple(literal, literal, literal), fc.tuple(literal, literal), ([front, between, tag], [before, after]) => {
    const write = (registry: string, repository: string): string => front + registry + between + repository + tag;
    const text = write('quay.io', 'acme/app');
    const line = before + text + after;
    const window: ReferenceWindow = { line, start: before.length, end: before.length + text.length, lineOf: () => undefined };
    const { kind, parts } = readComposition(window, before + write('mk1zq.invalid', 'mk2zq-acme/app') + after, MARKS);
    expect(kind).toBe('kept');
    expect(parts.map((part) => (part.type === 'text' ? part.text : `{${part.path}}`)).join('')).toBe(write('{registry}', '{repository}'));
  }));
});
