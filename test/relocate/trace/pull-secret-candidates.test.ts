import type { JsonObject } from '../../../src/manifest';
import { parseManifests } from '../../../src/manifest';
import { pullSecretCandidates } from '../../../src/relocate/trace/pull-secret-candidates';
import { markPullSecret } from '../../../src/relocate/trace/pull-secret-marks';
import type { PullSecretMark } from '../../../src/relocate/trace/pull-secret-marks';
import { readPullSecretMarks } from '../../../src/relocate/trace/read-pull-secret-marks';
import { templateReads } from '../../../src/relocate/trace/template-reads';

function candidatesIn(text: string, defaults: JsonObject = {}): [string, string, string][] {
  const contents = { name: 'app', version: '1', digest: '', defaults, templates: [{ file: 'templates/a.yaml', scope: [], text }] };
  return pullSecretCandidates(templateReads(contents), defaults).map(({ path, shapes, breadth }) => [path, shapes.join(), breadth]);
}

describe('pullSecretCandidates', () => {
  test.each<[string, string, JsonObject, [string, string, string][]]>([
    ['a list that is printed', '{{ toYaml .Values.imagePullSecrets }}', { imagePullSecrets: [] }, [['imagePullSecrets', 'objects,strings', 'chart']]],
    ['a list that is missing', '{{ toYaml .Values.image.pullSecrets }}', {}, [['image.pullSecrets', 'objects,strings,name', 'chart']]],
    ['a global list', '{{ toYaml .Values.global.imagePullSecrets }}', {}, [['global.imagePullSecrets', 'objects,strings,name', 'global']]],
    ['a list of names', '{{ range .Values.a.b.pullSecrets }}- name: {{ . }}{{ end }}', { a: { b: { pullSecrets: [] } } }, [['a.b.pullSecrets', 'strings,objects', 'component']]],
    ['a list of maps', '{{ range .Values.pullSecrets }}- name: {{ .name }}{{ end }}', { pullSecrets: [] }, [['pullSecrets', 'objects,strings', 'chart']]],
    ['names that are there', '{{ toYaml .Values.pullSecrets }}', { pullSecrets: ['a'] }, [['pullSecrets', 'strings', 'chart']]],
    ['maps that are there', '{{ toYaml .Values.pullSecrets }}', { pullSecrets: [{ name: 'a' }] }, [['pullSecrets', 'objects', 'chart']]],
    ['both', '{{ toYaml .Values.pullSecrets }}', { pullSecrets: [{ name: 'a' }, 'b'] }, [['pullSecrets', 'objects-or-strings', 'chart']]],
    ['one name', '{{ .Values.imagePullSecret }}', { imagePullSecret: '' }, [['imagePullSecret', 'name', 'chart']]],
    ['one name that is missing', '{{ .Values.imagePullSecretName }}', {}, [['imagePullSecretName', 'name,objects,strings', 'chart']]],
    ['a name in a map', '{{ .Values.imagePullSecret.name }}', {}, [['imagePullSecret.name', 'name,objects,strings', 'component']]],
    ['what stands where pull secrets are', 'imagePullSecrets:\n  - name: {{ .Values.registry.credentials }}\n', {}, [['registry.credentials', 'name,objects,strings', 'component']]],
    ['what the values hold and nothing seems to read', '', { a: { pullSecrets: [] } }, [['a.pullSecrets', 'objects,strings', 'chart']]],
    ['global values only once', '', { global: { imagePullSecrets: [] }, sub: { global: { imagePullSecrets: [] } } }, [['global.imagePullSecrets', 'objects,strings', 'global']]],
    ['no switches', '{{ if .Values.imagePullSecrets }}{{ end }}{{ .Values.createPullSecret }}', {}, []],
    ['no names and logins of other things', 'imagePullSecrets:\n  - name: {{ .Values.fullnameOverride }}{{ .Values.registry.password }}\n', {}, []],
    ['no maps', '{{ .Values.imagePullSecrets.enabled }}', { imagePullSecrets: { enabled: true } }, []],
  ])('finds %s', (_, text, defaults, expected) => {
    expect(candidatesIn(text, defaults)).toEqual(expected);
  });
});

describe('markPullSecret', () => {
  test.each<['objects' | 'strings' | 'objects-or-strings' | 'name', JsonObject[string] | undefined, unknown]>([
    ['objects', undefined, [{ name: 'pullmark1end' }]], ['objects', [{ name: 'a' }], [{ name: 'a' }, { name: 'pullmark1end' }]],
    ['strings', ['a'], ['a', 'pullmark1end']], ['objects-or-strings', ['a'], ['a', 'pullmark1end']],
    ['objects-or-strings', [{ name: 'a' }], [{ name: 'a' }, { name: 'pullmark1end' }]], ['name', 'a', 'pullmark1end'],
  ])('in the shape %s, beside %j', (shape, current, expected) => {
    expect(markPullSecret({ path: 'a', current, shapes: [shape], breadth: 'chart' }, shape, 1).value).toEqual(expected);
  });
});

describe('readPullSecretMarks', () => {
  const MARK: PullSecretMark = { path: 'a', shape: 'objects', token: 'pullmark1end', value: [] };
  const OTHER: PullSecretMark = { ...MARK, path: 'b', token: 'pullmark11end' };
  const marks = new Map([MARK, OTHER].map((mark) => [mark.token, mark]));

  function sightings(spec: JsonObject, kind = 'Pod'): unknown[] {
    const text = JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'x' }, ...(kind === 'Pod' ? { spec } : spec) });
    return parseManifests(text).resources.flatMap((resource) => readPullSecretMarks(resource, marks))
      .map(({ mark, place, path, isName }) => [mark.path, place, path.join('.'), isName]);
  }

  test.each<[string, JsonObject, unknown[]]>([
    ['a list', { imagePullSecrets: [{ name: 'pullmark1end' }, { name: 'pullmark11end' }] }, [['a', 'pod', 'spec', true], ['b', 'pod', 'spec', true]]],
    ['a list of names', { imagePullSecrets: ['pullmark1end'] }, [['a', 'pod', 'spec', false]]],
    ['a map in a map', { imagePullSecrets: [{ name: { name: 'pullmark1end' } }] }, [['a', 'pod', 'spec', false]]],
    ['a map in words', { imagePullSecrets: [{ name: 'map[name:pullmark1end]' }] }, [['a', 'pod', 'spec', false]]],
    ['a map as a key', { imagePullSecrets: [{ 'map[name:pullmark1end]': null }] }, [['a', 'pod', 'spec', false]]],
    ['an argument', { containers: [{ args: ['--pull-secret=pullmark1end'] }] }, [['a', 'mention', 'spec.containers.0.args.0', true]]],
    ['an argument with a map in words', { containers: [{ args: ['--pull-secret=map[name:pullmark1end]'] }] }, [['a', 'mention', 'spec.containers.0.args.0', false]]],
    ['a variable', { containers: [{ env: [{ name: 'PULL_SECRET', value: 'pullmark11end' }] }] }, [['b', 'mention', 'spec.containers.0.env.0.value', true]]],
    ['a field', { pullSecrets: ['pullmark1end'] }, [['a', 'mention', 'spec.pullSecrets.0', true]]],
    ['anything else', { containers: [{ args: ['--secret=pullmark1end', 'pullmark2end'] }] }, []],
  ])('sees a mark in %s', (_, spec, expected) => {
    expect(sightings(spec)).toEqual(expected);
  });

  test('sees a mark in an account, and in a text', () => {
    expect(sightings({ imagePullSecrets: [{ name: 'pullmark1end' }] }, 'ServiceAccount')).toEqual([['a', 'account', '', true]]);
    expect(sightings({ data: { a: 'imagePullSecrets:\n- name: pullmark1end\n' } }, 'ConfigMap')).toEqual([['a', 'mention', 'data.a', true]]);
  });
});
