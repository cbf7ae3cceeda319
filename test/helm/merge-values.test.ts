import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { coalesceValues, mergeValues, readChartSync, renderChartSync } from '../../src/helm';
import type { JsonObject } from '../../src/manifest';
import { chart, KUBE_VERSION, printedValues } from '../support/charts';
import { helms } from '../support/tools';

describe('mergeValues', () => {
  test('maps are merged at every depth', () => {
    expect(mergeValues({ a: { b: { c: 1, d: 2 } }, e: 1 }, { a: { b: { d: 3 }, f: 4 } }))
      .toEqual({ a: { b: { c: 1, d: 3 }, f: 4 }, e: 1 });
  });

  test('lists, texts and numbers are replaced, and so is a map by anything else', () => {
    expect(mergeValues({ list: [1, 2], map: { a: 1 }, text: 'a' }, { list: [3], map: 'b', text: { c: 1 } }))
      .toEqual({ list: [3], map: 'b', text: { c: 1 } });
  });

  test('null stays, because it removes a default of the chart', () => {
    expect(mergeValues({ a: { b: 1 }, c: null }, { a: null, d: null })).toEqual({ a: null, c: null, d: null });
  });

  test('neither side is changed, and the result shares nothing with them', () => {
    const base: JsonObject = { a: { b: [1] } };
    const over: JsonObject = { c: { d: [2] } };
    const merged = mergeValues(base, over) as { a: { b: number[] }; c: { d: number[] } };
    merged.a.b.push(9);
    merged.c.d.push(9);
    expect(base).toEqual({ a: { b: [1] } });
    expect(over).toEqual({ c: { d: [2] } });
  });

  test('keys that JavaScript objects treat specially are ordinary keys', () => {
    const over = JSON.parse('{"__proto__": {"x": 1}, "constructor": {"y": 2}}') as JsonObject;
    const merged = mergeValues({}, over);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"x":1},"constructor":{"y":2}}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});

describe('coalesceValues', () => {
  test('defaults fill what the user left open, and null removes a default', () => {
    expect(coalesceValues({ a: { b: 1, c: 2 }, d: 3, e: [1] }, { a: { b: null }, d: null, e: [] })).toEqual({ a: { c: 2 }, e: [] });
  });

  test('a null of the user that removes nothing stays', () => {
    expect(coalesceValues({}, { a: null })).toEqual({ a: null });
  });
});

/** Values that JSON can carry to Helm and back unchanged: Helm reads every number as a float. */
const values: fc.Arbitrary<JsonObject> = fc.letrec<{ tree: JsonObject; node: never }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('node') as fc.Arbitrary<never>, { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<JsonObject>,
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, -7, 1.5, '', 'text', 'no', '0x1f', '1e3') as fc.Arbitrary<never>,
    fc.array(fc.constantFrom('x', 1, null), { maxLength: 2 }) as unknown as fc.Arbitrary<never>,
    tie('tree') as fc.Arbitrary<never>,
    tie('tree') as fc.Arbitrary<never>,
  ) as fc.Arbitrary<never>,
})).tree;

describe.each(helms)('like $name', ({ helmExecutable }) => {
  const release = { releaseName: 'r', namespace: 'n', kubeVersion: KUBE_VERSION, helmExecutable };
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'pullproof-test-'));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  test('mergeValues is what two -f files give', () => {
    fc.assert(fc.property(values, values, (base, over) => {
      writeFileSync(join(directory, 'base.json'), JSON.stringify(base));
      writeFileSync(join(directory, 'over.json'), JSON.stringify(over));
      const twoFiles = execFileSync(helmExecutable, [
        'template', '-f', join(directory, 'base.json'), '-f', join(directory, 'over.json'), 'r', chart('print-values'),
      ], { encoding: 'utf8' });
      const merged = renderChartSync({ ...release, chart: chart('print-values'), values: mergeValues(base, over) });
      expect(printedValues(merged.manifests)).toEqual(printedValues(twoFiles));
      expect(printedValues(twoFiles)).toEqual(mergeValues(base, over));
    }), { numRuns: 15 });
  });

  test('coalesceValues is what templates see', () => {
    const withDefaults = chart('print-values-over-defaults');
    const { values: defaults } = readChartSync({ chart: withDefaults, helmExecutable });
    const keys = fc.constantFrom('text', 'number', 'list', 'map', 'empty', 'nothing', 'new');
    const user = fc.dictionary(keys, fc.oneof(
      fc.constantFrom<never>(...([null, 'given', 0, [], { kept: null }, { deep: { a: null, c: 2 } }, { deep: { b: 3 } }] as never[])),
    ), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonObject>;
    fc.assert(fc.property(user, (given) => {
      const rendered = renderChartSync({ ...release, chart: withDefaults, values: given });
      expect(withoutNulls(printedValues(rendered.manifests))).toEqual(withoutNulls(coalesceValues(defaults, given)));
    }), { numRuns: 15 });
  });
});

/** Helm versions differ in whether a `null` that removes nothing is left in the values; templates cannot tell. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value;
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null).map(([key, member]) => [key, withoutNulls(member)]))
    : value;
}
