import fc from 'fast-check';
import type { TracedPod } from '../../../src/relocate/trace/chart-trace';
import { choosePullSecretKeys } from '../../../src/relocate/trace/choose-pull-secret-keys';
import type { KeyReach } from '../../../src/relocate/trace/choose-pull-secret-keys';

function pod(name: string, images: readonly string[] = ['a']): TracedPod {
  return { object: { apiVersion: 'v1', kind: 'Pod', name }, path: 'spec', account: 'default', pullSecretNames: [], images, namedBy: [] };
}

function key(path: string, direct: readonly TracedPod[], viaAccount: readonly TracedPod[] = [], accounts: readonly string[] = []): KeyReach {
  return { path, isGlobal: path.startsWith('global.'), depth: path.split('.').length, direct: new Set(direct), viaAccount: new Set(viaAccount), accounts };
}

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((name) => pod(name)) as [TracedPod, TracedPod, TracedPod, TracedPod];
const ALL = [A, B, C, D];

function chosen(keys: readonly KeyReach[], others: readonly TracedPod[] = []): string[] {
  return choosePullSecretKeys(ALL, others, keys).map(({ path }) => path);
}

describe('choosePullSecretKeys', () => {
  test.each<[string, KeyReach[], string[]]>([
    ['one for all, not one for each', [key('a', [A]), key('b', [B]), key('c', [C]), key('d', [D]), key('global.all', ALL)], ['global.all']],
    ['the one of the chart, not the global one', [key('global.all', ALL), key('all', ALL)], ['all']],
    ['the deepest of equals', [key('x', ALL), key('a.b.c', ALL), key('a.b', ALL)], ['a.b.c']],
    ['the pod’s own list, not that of its account', [key('a.b.c', [], ALL, ['x']), key('all', ALL)], ['all']],
    ['the fewest that reach all', [key('ab', [A, B]), key('cd', [C, D]), key('a', [A]), key('bcd', [B, C, D])], ['a', 'bcd']],
    ['what reaches all, though the widest would be in the way', [key('bc', [B, C]), key('abc', [A, B, C]), key('ab', [A, B]), key('cd', [C, D])],
      ['ab', 'cd']],
    ['none that names a secret twice', [key('abc', [A, B, C]), key('cd', [C, D])], ['abc']],
    ['none that names a secret of an account twice', [key('abc', [A, B, C], [], ['x']), key('d', [], [D], ['x'])], ['abc']],
    ['accounts for the rest', [key('abc', [A, B, C]), key('d', [], [D], ['x'])], ['abc', 'd']],
    ['none that reaches nothing', [key('nothing', [])], []],
  ])('takes %s', (_, keys, expected) => {
    expect(chosen(keys)).toEqual(expected);
    expect(chosen([...keys].reverse())).toEqual(expected);
  });

  test('serves what else is told about the secrets, as far as it costs the pods nothing', () => {
    const operator = pod('operator', []);
    expect(chosen([key('all', ALL), key('operator', [operator])], [operator])).toEqual(['all', 'operator']);
    expect(chosen([key('all', ALL), key('operator', [operator, A])], [operator])).toEqual(['all']);
    expect(chosen([key('ab', [A, B, operator]), key('cd', [C, D, operator])], [operator])).toEqual(['ab', 'cd']);
  });

  test('never reaches a pod twice, always the same pods, and no fewer than any value alone', () => {
    const reach = fc.tuple(fc.subarray(ALL), fc.subarray(ALL), fc.subarray(['x', 'y']));
    fc.assert(fc.property(fc.array(reach, { maxLength: 8 }), (reaches) => {
      const keys = reaches.map(([direct, via, accounts], index) => key(`k${index}`, direct, via.filter((one) => !direct.includes(one)), accounts));
      const found = choosePullSecretKeys(ALL, [], keys);
      const covered = (some: readonly KeyReach[]): number => (
        ALL.filter((one) => some.some((each) => each.direct.has(one) || each.viaAccount.has(one))).length
      );
      expect(ALL.every((one) => found.filter((each) => each.direct.has(one)).length <= 1)).toBe(true);
      expect(covered(found)).toBeGreaterThanOrEqual(Math.max(0, ...keys.map((each) => covered([each]))));
      expect(choosePullSecretKeys(ALL, [], [...keys].reverse())).toEqual(found);
    }));
  });
});
