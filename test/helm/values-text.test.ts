import fc from 'fast-check';
import { PullproofError } from '../../src/error';
import { printValues, renderChartSync } from '../../src/helm';
import { CANARY_PASSWORD } from '../support/canary';
import { chart, KUBE_VERSION, printedValues } from '../support/charts';
import { helms } from '../support/tools';

function problemsOf(values: Record<string, unknown>): readonly string[] {
  try {
    printValues(values);
    return [];
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.code).toBe('values-invalid');
    return PullproofError.isPullproofError(error) ? error.problems : [];
  }
}

describe('printValues', () => {
  test('plain data is printed as JSON', () => {
    expect(printValues({ a: [1, 'two', null, true], b: { c: 1.5 } })).toBe('{"a":[1,"two",null,true],"b":{"c":1.5}}');
  });

  test('undefined members are left out, null members are not', () => {
    expect(printValues({ a: undefined, b: null, c: { d: undefined } })).toBe('{"b":null,"c":{}}');
  });

  test('characters that end YAML parsing are written as escapes', () => {
    expect(printValues({ a: '\u007f\u0085\u2028\ufeff' })).toBe('{"a":"\\u007f\\u0085\\u2028\\ufeff"}');
  });

  test('maps without a prototype are plain data too', () => {
    expect(printValues({ a: Object.assign(Object.create(null) as object, { b: 1 }) })).toBe('{"a":{"b":1}}');
  });

  test('everything else is refused, all places in one error', () => {
    class Own {
      public readonly value = 1;
    }
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    expect(problemsOf({
      'fn': () => 1,
      'date': new Date(0),
      'nested': { list: ['fine', new Map(), undefined] },
      'number': Number.NaN,
      'big': 1n,
      'symbol': Symbol('s'),
      'own': new Own(),
      cyclic,
      'surrogate': 'half \ud800',
      'dotted.key': { bad: Infinity },
      'long': { ['k'.repeat(2000)]: 1 },
    })).toEqual([
      'fn: a function',
      'date: an instance of Date',
      'nested.list[1]: an instance of Map',
      'nested.list[2]: undefined in a list',
      'number: NaN is no JSON number',
      'big: a bigint',
      'symbol: a symbol',
      'own: an instance of Own',
      'cyclic.self: contains itself',
      'surrogate: a text with half of a surrogate pair, which YAML cannot hold',
      '"dotted.key".bad: Infinity is no JSON number',
      `long: a key of 2000 characters, which Helm cannot read ("${'k'.repeat(40)}…")`,
    ]);
  });

  test('a list or a text in place of the values is refused', () => {
    expect(problemsOf([1] as unknown as Record<string, unknown>)).toEqual(['the values must be a map (got an instance of Array)']);
    expect(problemsOf('a: 1' as unknown as Record<string, unknown>)).toEqual(['the values must be a map (got a string)']);
  });

  test('the same object twice is no cycle', () => {
    const shared = { a: 1 };
    expect(printValues({ b: shared, c: shared })).toBe('{"b":{"a":1},"c":{"a":1}}');
  });

  test('a secret value is refused by its path, and not shown', () => {
    const secret = { unsafeUnwrap: () => CANARY_PASSWORD };
    const [problem] = problemsOf({ auth: { password: Object.setPrototypeOf(secret, { constructor: class SecretValue {} }) as unknown } });
    expect(problem).toBe('auth.password: a secret value: Helm would print it in clear text; keep it in a Kubernetes Secret and give the name of that Secret');
  });
});

describe.each(helms)('with $name', ({ helmExecutable }) => {
  test('every text arrives as it was, whatever YAML would make of it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('no', 'null', '~', '0777', '1_000', '12:30:45', '2001-12-14', '- a', '{{ .Values }}', '"', '\\', '\u0000', '<<', '!tag', '&a', '*a', '# c', 'a: b'),
    );
    fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 20 }), (texts) => {
      const { manifests } = renderChartSync({
        chart: chart('print-values'), releaseName: 'r', namespace: 'n', kubeVersion: KUBE_VERSION, helmExecutable, values: { texts },
      });
      expect(printedValues(manifests)).toEqual({ texts });
    }), { numRuns: 15 });
  });

  test('numbers, booleans and null keep their types', () => {
    const values = { int: 3, float: 1.5, negative: -2, yes: true, no: false, list: [null, 1, '1'] };
    const { manifests } = renderChartSync({
      chart: chart('print-values'), releaseName: 'r', namespace: 'n', kubeVersion: KUBE_VERSION, helmExecutable, values,
    });
    expect(printedValues(manifests)).toEqual(values);
  });
});
