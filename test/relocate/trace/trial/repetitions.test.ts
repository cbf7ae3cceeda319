import type { Json } from '../../../../src/manifest';
import { Repetitions } from '../../../../src/relocate/trace/trial/repetitions';

const NEW = 'harbor.example.com/agents';

const repetitions = new Repetitions({
  mentions: [{ before: 'quay.io', after: NEW }, { before: 'app', after: `${NEW}/library/app` }],
  targets: new Set([`${NEW}/acme/app:1`]),
  overrides: { worker: { image: { registry: NEW } }, pullSecrets: [{ name: 'pull' }] },
});

function explain(before: Json | undefined, after: Json | undefined, path = 'spec.value', isDocument = false): boolean {
  const steps = path.split('.');
  const place = isDocument ? { path: ['data', 'a.yaml'], embedded: [{ document: 0, path: steps }] } : { path: steps, embedded: [] };
  return repetitions.explain({ place, label: steps.at(-1) ?? '', before, after });
}

test('the registry in another text', () => {
  expect(explain('quay.io', NEW)).toBe(true);
  expect(explain('--mirror=quay.io/x --level=info', `--mirror=${NEW}/x --level=info`)).toBe(true);
  expect(explain('--mirror=quay.io/x --level=info', `--mirror=${NEW}/x --level=debug`)).toBe(false);
});

test('a word alone may be the name of anything', () => {
  expect(explain('app', `${NEW}/library/app`, 'spec.containers.name')).toBe(false);
});

test('labels and selectors hold no registry', () => {
  expect(explain('quay.io', NEW, 'metadata.labels.registry')).toBe(false);
  expect(explain('quay.io', NEW, 'spec.selector.registry')).toBe(false);
  expect(explain('quay.io', NEW, 'metadata.annotations.registry')).toBe(true);
});

test('an override at its own path, or from its sub-chart down', () => {
  expect(explain(undefined, { registry: NEW }, 'worker.image', true)).toBe(true);
  expect(explain(undefined, NEW, 'image.registry', true)).toBe(true);
  expect(explain('', NEW, 'image.registry', true)).toBe(true);
  expect(explain(undefined, NEW, 'other.registry', true)).toBe(false);
  expect(explain(undefined, { registry: NEW, more: true }, 'worker.image', true)).toBe(false);
  expect(explain([], [{ name: 'pull' }], 'pullSecrets', true)).toBe(true);
  expect(explain([], [{ name: 'other' }], 'pullSecrets', true)).toBe(false);
});

test('a reference that was moved, in a setting that was not there before', () => {
  expect(explain(undefined, `${NEW}/acme/app:1`, 'scan.image')).toBe(true);
  expect(explain(undefined, { image: `${NEW}/acme/app:1` }, 'scan')).toBe(true);
  expect(explain(undefined, `${NEW}/acme/other:1`, 'scan.image')).toBe(false);
  expect(explain('quay.io/acme/other:1', `${NEW}/acme/app:1`, 'scan.image')).toBe(false);
});

test('copies of the values, as YAML, JSON, and in base64', () => {
  const before = { worker: { image: { registry: '', tag: '1' } }, level: 'info' };
  const after = { worker: { image: { registry: NEW, tag: '1' } }, level: 'info' };
  const encode = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64');
  expect(explain(JSON.stringify(before), JSON.stringify(after))).toBe(true);
  expect(explain(encode(before), encode(after))).toBe(true);
  expect(explain(encode(null), encode({ image: { registry: NEW } }))).toBe(true);
  expect(explain(encode(before), encode({ ...after, level: 'debug' }))).toBe(false);
  expect(explain(encode(before), encode({ worker: after.worker }))).toBe(false);
  expect(explain('aGVsbG8=', 'd29ybGQ=')).toBe(false);
});

test('a login stays one for the registry that it was made for', () => {
  const config = (host: string): string => JSON.stringify({ auths: { [host]: { username: 'robot' } } });
  expect(explain(config('quay.io'), config(NEW))).toBe(false);
  expect(explain(Buffer.from(config('quay.io')).toString('base64'), Buffer.from(config(NEW)).toString('base64'))).toBe(false);
  expect(explain({ username: 'robot' }, undefined, 'auths.quay.io', true)).toBe(false);
});

test('what is empty may come and go in a document, and nowhere else', () => {
  expect(explain('', undefined, 'worker.image.digest', true)).toBe(true);
  expect(explain(undefined, null, 'worker.image.digest', true)).toBe(true);
  expect(explain('', undefined, 'spec.digest')).toBe(false);
  expect(explain('x', undefined, 'worker.image.digest', true)).toBe(false);
});
