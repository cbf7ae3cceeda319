import fc from 'fast-check';
import type { ChartContents } from '../../../src/helm';
import { readChartContentsSync } from '../../../src/helm';
import type { JsonObject } from '../../../src/manifest';
import { readTemplates, templateReads } from '../../../src/relocate/trace/template-reads';
import { chart } from '../../support/charts';

interface Given {
  readonly defaults?: JsonObject;
  /** Further templates: helpers, or those of sub-charts. */
  readonly others?: readonly { readonly file: string; readonly scope?: readonly string[]; readonly text: string }[];
}

function contentsOf(text: string, { defaults = {}, others = [] }: Given = {}): ChartContents {
  const templates = [{ file: 'templates/a.yaml', scope: [], text }, ...others.map((other) => ({ scope: [], ...other }))];
  return { name: 'app', version: '1.0.0', digest: 'sha256:0', defaults, templates };
}

/** Paths with what is done with them. */
function readsIn(text: string, given?: Given): string[] {
  return templateReads(contentsOf(text, given)).map(({ path, uses }) => `${path} ${uses.join()}`);
}

describe('templateReads', () => {
  test.each<[string, string, string[]]>([
    ['a field', '{{ .Values.image.registry }}', ['image.registry printed']],
    ['a field of the root', '{{ with .Values.x }}{{ $.Values.y }}{{ end }}', ['x tested', 'y printed']],
    ['trimmed braces', 'a {{- .Values.a -}} b {{-  .Values.b  }}', ['a printed', 'b printed']],
    ['comments', '{{/* .Values.no }} */}}{{- /* {{ .Values.no }} */ -}}{{ .Values.yes }}', ['yes printed']],
    ['braces in texts', '{{ "}}" }}{{ `{{ .Values.no }}` }}{{ .Values.yes | quote }}', ['yes printed']],
    ['index', '{{ index .Values "a-b" "c.d" }}', ['a-b.c\\.d printed']],
    ['index of a list', '{{ index .Values.list 0 }}', ['list[*] printed']],
    ['get', '{{ get .Values.map "key" }}', ['map.key printed']],
    ['dig', '{{ dig "a" "b" "none" .Values.map }}', ['map.a.b printed']],
    ['dig at the end of a pipe', '{{ .Values.map | dig "a" "b" .Values.other }}', ['map.a.b printed', 'other printed']],
    ['hasKey', '{{ if hasKey .Values.map "key" }}{{ end }}', ['map.key tested']],
    ['pluck', '{{ pluck "key" .Values.a .Values.b | first }}', ['a.key printed', 'b.key printed']],
    ['parentheses', '{{ (.Values.a).b }}{{ ((.Values.c | default dict).d).e }}', ['a.b printed', 'c.d.e printed']],
    ['default and coalesce', '{{ .Values.a | default .Values.b }}{{ coalesce .Values.c .Values.d "e" }}',
      ['a printed', 'b printed', 'c printed', 'd printed']],
    ['ternary', '{{ ternary .Values.a .Values.b .Values.c }}', ['a printed', 'b printed', 'c printed']],
    ['required', '{{ required "give .Values.no" .Values.a }}', ['a printed']],
    ['functions of texts', '{{ .Values.a | trimSuffix "/" | printf "%s/%s" .Values.b | lower }}', ['a printed', 'b printed']],
    ['toYaml', '{{- toYaml .Values.a | nindent 4 }}', ['a printed,yaml']],
    ['comparisons', '{{ if and (eq .Values.a "x") (not .Values.b) }}{{ end }}', ['a tested', 'b tested']],
    ['with', '{{ with .Values.image }}{{ .registry }}/{{ .repository }}{{ else }}{{ .Values.other }}{{ end }}',
      ['image tested', 'image.registry printed', 'image.repository printed', 'other printed']],
    ['with and a variable', '{{ with $image := .Values.image }}{{ $image.tag }}{{ end }}', ['image tested', 'image.tag printed']],
    ['else with', '{{ with .Values.a }}{{ else with .Values.b }}{{ .c }}{{ end }}{{ .Values.d }}', ['a tested', 'b tested', 'b.c printed', 'd printed']],
    ['else if', '{{ if .Values.a }}{{ else if .Values.b }}{{ .Values.c }}{{ else }}{{ .Values.d }}{{ end }}{{ .Values.e }}',
      ['a tested', 'b tested', 'c printed', 'd printed', 'e printed']],
    ['variables', '{{ $image := .Values.image }}{{ $image.registry }}{{ $r := $image.repository }}{{ $r }}',
      ['image.registry printed', 'image.repository printed']],
    ['variables that are assigned in a branch', '{{ $r := .Values.a }}{{ if .Values.b }}{{ $r = .Values.c }}{{ end }}{{ $r }}',
      ['a printed', 'b tested', 'c printed']],
    ['range of what is empty', '{{ range .Values.list }}{{ .image }}{{ end }}', ['list ranged', 'list[*].image printed']],
    ['range with variables', '{{ range $key, $value := .Values.map }}{{ $key }}{{ $value.image }}{{ end }}', ['map ranged', 'map[*].image printed']],
    ['maps of the template', '{{ $d := dict "image" .Values.image "x" 1 }}{{ $d.image.tag }}{{ $d.x }}', ['image.tag printed']],
    ['set', '{{ $d := dict }}{{ $_ := set $d "image" .Values.image }}{{ $d.image.tag }}', ['image.tag printed']],
    ['set into values', '{{ $_ := set .Values "image" .Values.other }}{{ .Values.image.tag }}', ['image.tag printed', 'other.tag printed']],
    ['merge', '{{ $m := merge (dict) .Values.a .Values.b }}{{ $m.key }}', ['a.key printed', 'b.key printed']],
    ['mergeOverwrite of values', '{{ $_ := mergeOverwrite .Values.a .Values.b }}{{ .Values.a.key }}', ['a.key printed', 'b.key printed']],
    ['lists of the template', '{{ range list .Values.a .Values.b }}{{ .key }}{{ end }}', ['a.key printed', 'b.key printed']],
    ['digests', '{{ .Values.a | toYaml | sha256sum }}', ['a tested,yaml']],
    ['methods', '{{ if .Capabilities.APIVersions.Has .Values.a }}{{ .Files.Get .Values.b }}{{ end }}', ['a printed', 'b printed']],
    ['named templates', '{{ define "t" }}{{ .Values.a }}{{ end }}{{ include "t" . }}{{ template "t" $ }}', ['a printed']],
    ['blocks', '{{ block "t" .Values.a }}{{ .b }}{{ end }}', ['a.b printed']],
    ['templates in values', '{{ tpl .Values.text . }}', ['a printed', 'text printed']],
    ['what is around what cannot be read', '{{ .Values.a }}{{ % }}{{ .Values.b }}{{ end }}{{ else }}{{ .Values.c', ['a printed', 'b printed', 'c printed']],
    ['nothing but text', 'image: nginx }} {', []],
  ])('follows %s', (_, text, expected) => {
    expect(readsIn(text, { defaults: { text: 'x {{ .Values.a }}' } })).toEqual(expected);
  });

  test('names the members of lists and maps that the defaults have', () => {
    const defaults = { list: [{ image: 'a' }, { image: 'b' }], map: { one: {}, 'two.x': {} } };
    expect(readsIn('{{ range .Values.list }}{{ .image }}{{ end }}{{ range .Values.map }}{{ .image }}{{ end }}', { defaults }))
      .toEqual(['list ranged', 'list[0].image printed', 'list[1].image printed', 'map ranged', 'map.one.image printed', 'map.two\\.x.image printed']);
    expect(readsIn('{{ range $name, $x := .Values.map }}{{ (index $.Values.other $name).image }}{{ end }}', { defaults }))
      .toEqual(['map ranged', 'other.one.image printed', 'other.two\\.x.image printed']);
  });

  test('follows the maps that are handed to helpers, whichever chart they come from', () => {
    const helpers = { file: 'charts/lib/templates/_images.tpl', scope: ['lib'], text: `
      {{- define "lib.image" -}}
      {{- $registry := .imageRoot.registry -}}
      {{- if .global }}{{- if .global.imageRegistry }}{{- $registry = .global.imageRegistry -}}{{- end -}}{{- end -}}
      {{- printf "%s/%s:%s" $registry .imageRoot.repository (.imageRoot.tag | toString) -}}
      {{- end -}}` };
    const use = (name: string): string => `image: {{ include "lib.image" (dict "imageRoot" .Values.${name} "global" .Values.global) }}`;
    const sub = { file: 'charts/sub/templates/b.yaml', scope: ['sub'], text: use('image') };
    expect(templateReads(contentsOf(use('main.image'), { others: [helpers, sub] }))).toEqual(
      [['global', false], ['global.imageRegistry', true], ['main.image.registry', true], ['main.image.repository', true], ['main.image.tag', true],
        ['sub.image.registry', true], ['sub.image.repository', true], ['sub.image.tag', true]].map(([path, forImage]) => ({
        path, forImage, forPullSecrets: false, below: path === 'global', files: ['charts/lib/templates/_images.tpl'],
        uses: path === 'global' ? ['tested'] : path === 'global.imageRegistry' ? ['printed', 'tested'] : ['printed'],
      })),
    );
  });

  test('puts a scope in front of the values of sub-charts, and none in front of global ones', () => {
    const others = [
      { file: 'charts/a/templates/x.yaml', scope: ['a'], text: '{{ .Values.image }}{{ .Values.global.registry }}' },
      { file: 'charts/a/charts/b/templates/x.yaml', scope: ['a', 'b'], text: '{{ .Values.image }}{{ $.Values.global.registry }}' },
    ];
    expect(readsIn('{{ .Values.a.b.image }}{{ include "x" .Subcharts.a }}{{ define "x" }}{{ .Values.name }}{{ end }}', { others }))
      .toEqual(['a.b.image printed', 'a.image printed', 'a.name printed', 'global.registry printed']);
  });

  test('a helper that nobody seems to include is read on its own; notes are not', () => {
    const others = [
      { file: 'templates/_helpers.tpl', text: '{{ .Values.no }}{{ define "app.image" }}{{ .Values.image }}{{ end }}' },
      { file: 'templates/NOTES.txt', text: '{{ .Values.note }}' },
    ];
    expect(readsIn('{{ include (printf "%s.image" .Chart.Name) . }}', { others })).toEqual(['image printed']);
  });

  test('templates that include themselves come to an end', () => {
    expect(readsIn('{{ define "t" }}{{ .Values.a }}{{ include "t" . }}{{ include "t" (dict "Values" .Values.a) }}{{ end }}{{ include "t" . }}').length)
      .toBeGreaterThan(1);
  });

  test('tells which values are printed as images and as pull secrets', () => {
    const text = `
spec:
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  serviceAccountName: {{ .Values.account }}
  containers:
    - name: {{ .Values.name }}
      image: "{{ .Values.registry }}/{{ .Values.repository }}"
      env: {{ .Values.env }}
  imagePullSecrets:
  {{- range .Values.secrets }}
    - name: {{ . }}
  {{- end }}
---
{{ .Values.after }}`;
    const reads = templateReads(contentsOf(text));
    expect(reads.filter(({ forImage }) => forImage).map(({ path }) => path)).toEqual(['registry', 'repository']);
    expect(reads.filter(({ forPullSecrets }) => forPullSecrets).map(({ path }) => path)).toEqual(['imagePullSecrets', 'secrets', 'secrets[*]']);
  });

  test('tells the keys that were asked of something unknown', () => {
    const { looseKeys, reads } = readTemplates(contentsOf('{{ (include "x" . | fromYaml).registry }}{{ (lookup "v1" "Secret" "a" "b").data }}'));
    expect({ looseKeys, reads }).toEqual({ looseKeys: ['data', 'registry'], reads: [] });
  });

  test('finds what a real chart reads', () => {
    const paths = templateReads(readChartContentsSync({ chart: chart('k8ssandra-1.5.2') })).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([
      'global.imagePullSecrets', 'cass-operator.image.registryOverride', 'cassandra.image.registry', 'kube-prometheus-stack.grafana.image.pullSecrets[*]',
    ]));
  });
});

const KEY = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/).filter((key) => !['global', 'end', 'nil', 'true', 'false'].includes(key));

/** Ways to come from an expression to a value inside it. */
const WAYS: readonly ((value: string, key: string) => string)[] = [
  (value, key) => `(${value}).${key}`,
  (value, key) => `(index (${value}) "${key}")`,
  (value, key) => `(get (${value}) "${key}")`,
  (value, key) => `(dig "${key}" "" (${value}))`,
  (value, key) => `(pluck "${key}" (${value}) | first)`,
  (value, key) => `((dict "x" (${value})).x).${key}`,
  (value, key) => `(default (dict) (${value})).${key}`,
  (value, key) => `((list (${value}) | first) | mustMerge (dict)).${key}`,
];

describe('templateReads, for any template', () => {
  test('finds a value, whichever way leads to it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(KEY, fc.nat(WAYS.length - 1)), { minLength: 1, maxLength: 6 }), (steps) => {
      const expression = steps.reduce((value, [key, way]) => WAYS[way]?.(value, key) ?? '', '$.Values');
      const path = steps.map(([key]) => key).join('.');
      expect(readsIn(`{{ range .Values.list }}{{ with $x := ${expression} }}{{ $x }}{{ end }}{{ end }}`)).toContain(`${path} printed,tested`);
    }));
  });

  test('never fails, whatever the text is', () => {
    const piece = fc.constantFrom('{{', '}}', '{{-', '-}}', '/*', '*/', 'if', 'range', 'with', 'end', 'else', 'define', '"', '`', '\'', '(', ')', '|', ':=',
      '$x', '.Values', '.a', ' ', '\n', 'include', 'tpl', 'dict', 'image:', ',', '\\', '=', '{', '%');
    fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      expect(Array.isArray(templateReads(contentsOf(pieces.join(''))))).toBe(true);
    }), { numRuns: 500 });
  });

  test.each([
    ['spaces', `{{ ${' '.repeat(200_000)}`], ['quotes', `{{ "${'\\a'.repeat(200_000)}`], ['braces', '{{'.repeat(200_000)], ['parentheses', `{{ ${'('.repeat(100_000)}`],
    ['dots', `{{ ${'.a'.repeat(100_000)} }}`], ['blocks', '{{ if .Values.a }}'.repeat(3_000)], ['minus signs', `{{${'- '.repeat(200_000)}`],
    ['keys', `${'"a"'.repeat(200_000)}: {{ .Values.a }}`], ['lines', `${' \n'.repeat(200_000)}{{ .Values.a }}`],
  ])('comes to an end with many %s', (_, text) => {
    expect(Array.isArray(templateReads(contentsOf(text)))).toBe(true);
  });
});
