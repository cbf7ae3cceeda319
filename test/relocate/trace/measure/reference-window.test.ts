import { findReferences, parseManifests } from '../../../../src/manifest';
import type { Resource } from '../../../../src/manifest';
import { alignObjects, correspondingValue } from '../../../../src/relocate/trace/align-objects';
import { referenceWindow } from '../../../../src/relocate/trace/measure/reference-window';

function only(text: string): Resource {
  const [resource] = parseManifests(text).resources;
  if (resource === undefined) {
    throw new Error('there is no object');
  }
  return resource;
}

function linesOf(before: string, after: string): (string | undefined)[] {
  const other = only(after);
  return findReferences(only(before)).map((found) => referenceWindow(found)?.lineOf(other));
}

const POD = (containers: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: ${containers}}}`;
const CONFIG = (text: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { 'a.yaml': text } });

test('a container is found again by its name, one in front of it or not', () => {
  expect(linesOf(POD('[{name: main, image: a/b:1}]'), POD('[{name: new, image: c/d:1}, {name: main, image: e/f:1}]'))).toEqual(['e/f:1']);
  expect(linesOf(POD('[{name: main, image: a/b:1}]'), POD('[{name: other, image: c/d:1}]'))).toEqual(['c/d:1']);
  expect(linesOf(POD('[{name: main, image: a/b:1}]'), POD('[{name: x, image: c/d:1}, {name: y, image: c/d:1}]'))).toEqual([undefined]);
});

test('an argument is found again by its flag', () => {
  const pod = (args: string): string => POD(`[{name: main, image: a/b:1, args: ${args}}]`);
  expect(linesOf(pod('[--x, "--image=c/d:1"]'), pod('[--x, --more, "--image=e/f:1"]'))).toEqual(['a/b:1', '--image=e/f:1']);
  expect(linesOf(pod('[--image, "quay.io/c/d:1"]'), pod('[--more, --image, "quay.io/e/f:1"]'))).toEqual(['a/b:1', 'quay.io/e/f:1']);
});

test('a line of a text that is no document', () => {
  const script = (image: string): string => POD(`[{name: main, image: a/b:1, args: ["-c", "set -e\\nexport X_IMAGE=${image}\\nrun"]}]`);
  expect(linesOf(script('quay.io/c/d:1'), script('quay.io/e/f:1'))).toEqual(['a/b:1', 'export X_IMAGE=quay.io/e/f:1']);
});

test('a value of a document inside a string, whatever else the document says', () => {
  const document = (image: string, other: string): string => JSON.stringify({ spec: { containers: [{ name: 'x', image }], other } });
  expect(linesOf(CONFIG(document('quay.io/c/d:1', 'a')), CONFIG(document('quay.io/e/f:1', 'b')))).toEqual(['quay.io/e/f:1']);
});

test('a reference that several keys spell, with one key more too', () => {
  const custom = (image: string): string => `{apiVersion: example.com/v1, kind: Agent, metadata: {name: a}, spec: {image: ${image}}}`;
  expect(linesOf(custom('{repository: c/d, tag: "1"}'), custom('{registry: quay.io, repository: c/d, tag: "1"}'))).toEqual(['quay.io/c/d:1']);
});

test('objects are the same by kind, namespace and name, and by their order where names are made up', () => {
  const pods = (names: readonly string[]): Resource[] => names.map((name) => only(`{apiVersion: v1, kind: Pod, metadata: {name: ${name}}}`));
  const [a, b, c] = [pods(['one', 'job-1', 'job-2']), pods(['job-8', 'one', 'job-9']), pods(['one', 'job-8'])];
  const names = (pairs: ReadonlyMap<Resource, Resource>): [string, string][] => [...pairs].map(([mine, theirs]) => [mine.name, theirs.name]);
  expect(names(alignObjects(a, b))).toEqual([['one', 'one'], ['job-1', 'job-8'], ['job-2', 'job-9']]);
  expect(names(alignObjects(a, c))).toEqual([['one', 'one']]);
});

test('a place that is not there any more', () => {
  expect(correspondingValue({ a: [1, 2] }, { a: [1] }, ['a', 1])).toBeUndefined();
  expect(correspondingValue({ a: { b: 1 } }, {}, ['a', 'b'])).toBeUndefined();
});
