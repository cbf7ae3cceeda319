import fc from 'fast-check';
import { stringify } from 'yaml';
import { coalesceValues } from '../../../src/helm';
import type { ChartContents } from '../../../src/helm';
import { tryParseReference } from '../../../src/image';
import type { JsonObject } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { driveSync, Layout, readValue, Relocation, traceChart, withValue } from '../../../src/relocate';
import type { RenderOutcome } from '../../../src/relocate';
import { wantedText } from '../../../src/relocate/trace/solve/image-goal';
import { referenceTexts } from '../../support/trace';

/*
 * Charts that are made up, and a stand-in for Helm that renders them: what a template would do with the values of one
 * image is a function here. The templates only say which values they read.
 */

interface Style {
  readonly kind: 'whole' | 'repository' | 'registry' | 'shared' | 'global' | 'computed' | 'hidden' | 'hosted' | 'literal' | 'strict';
  readonly host: string;
  readonly name: string;
}

const style: fc.Arbitrary<Style> = fc.record({
  kind: fc.constantFrom('whole' as const, 'repository' as const, 'registry' as const, 'shared' as const, 'global' as const, 'computed' as const, 'hidden' as const,
    'hosted' as const, 'literal' as const, 'strict' as const),
  host: fc.constantFrom('docker.io', 'quay.io', 'ghcr.io'),
  name: fc.constantFrom('acme/app', 'team/sub/tool', 'acme/agent', 'proxy'),
});

const relocations = fc.constantFrom(
  new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'agents' }) }),
  new Relocation({ registry: Registry.generic('harbor.example.com:8443') }),
  new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'x' }), layout: Layout.bySource() }),
);

const TAG = ':1.2.3';

/** The default values of one image. */
function defaultsOf({ host, kind, name }: Style, id: string): readonly (readonly [string, string])[] {
  switch (kind) {
    case 'whole': return [[`${id}.image`, `${host}/${name}${TAG}`]];
    case 'repository': return [[`${id}.image.repository`, `${host}/${name}`], [`${id}.image.tag`, '1.2.3']];
    case 'registry': case 'global': case 'strict': return [[`${id}.image.registry`, host], [`${id}.image.repository`, name]];
    case 'shared': return [['registries.main', 'quay.io'], [`${id}.image.repository`, name]];
    case 'computed': return [[`${id}.image`, '']];
    case 'hidden': return [[`${id}.image.repository`, ''], [`${id}.image.tag`, '1.2.3']];
    case 'hosted': return [[`${id}.image.repository`, name], [`${id}.image.tag`, '1.2.3']];
    case 'literal': return [];
  }
}

/** What the template prints as the image; throws where it refuses to. */
function imageOf({ host, kind, name }: Style, id: string, read: (path: string) => string): string {
  const repository = read(`${id}.image.repository`);
  switch (kind) {
    case 'whole': return read(`${id}.image`);
    case 'repository': return `${repository}${TAG}`;
    case 'registry': return `${read(`${id}.image.registry`)}/${repository}${TAG}`;
    case 'shared': return `${read('registries.main')}/${repository}${TAG}`;
    case 'global': return `${read('global.imageRegistry') || read(`${id}.image.registry`)}/${repository}${TAG}`;
    case 'computed': return read(`${id}.image`) || `${host}/${name}${TAG}`;
    case 'hidden': return (repository || `${read('global.imageRegistry') || host}/${name}`) + TAG;
    case 'hosted': return `${repository.split('/')[0]?.includes('.') === true ? '' : 'docker.io/'}${repository}${TAG}`;
    case 'literal': return `${host}/${name}${TAG}`;
    case 'strict':
      if (read(`${id}.image.registry`).includes('/')) {
        throw new Error(`Error: execution error at (made-up/templates/${id}.yaml:1:1): .Values.${id}.image.registry must not have a path`);
      }
      return `${read(`${id}.image.registry`)}/${repository}${TAG}`;
  }
}

const READS = ['image', 'image.registry', 'image.repository'];

function chartOf(styles: readonly Style[]): ChartContents {
  const values = styles.flatMap((one, index) => defaultsOf(one, `part${index}`));
  return {
    name: 'made-up', version: '1.0.0', digest: `sha256:${'0'.repeat(64)}`,
    defaults: values.reduce<JsonObject>((all, [path, text]) => withValue(all, {}, path, text), {}),
    templates: styles.map((one, index) => ({
      file: `templates/part${index}.yaml`, scope: [],
      text: [...READS.filter((path) => defaultsOf(one, 'x').some(([known]) => known === `x.${path}`)).map((path) => `part${index}.${path}`), 'global.imageRegistry', 'registries.main']
        .map((path) => `image: {{ .Values.${path} }}`).join('\n'),
    })),
  };
}

function render(styles: readonly Style[], defaults: JsonObject, user: JsonObject): RenderOutcome {
  const values = coalesceValues(defaults, user);
  const read = (path: string): string => {
    const value = readValue(values, path);
    return typeof value === 'string' ? value : '';
  };
  try {
    return {
      type: 'rendered',
      manifests: styles.map((one, index) => `---\n# Source: made-up/templates/part${index}.yaml\n${stringify({
        apiVersion: 'v1', kind: 'Pod', metadata: { name: `part${index}` }, spec: { containers: [{ name: 'main', image: imageOf(one, `part${index}`, read) }] },
      })}`).join(''),
    };
  } catch (error) {
    return { type: 'failed', words: [error instanceof Error ? error.message : ''] };
  }
}

test('whatever a trace says it moves is moved, and everything else is as it was', () => {
  fc.assert(fc.property(fc.array(style, { minLength: 1, maxLength: 7 }), relocations, (styles, relocation) => {
    const chart = chartOf(styles);
    const { baseline, rendered, solution, trace } = driveSync(
      traceChart({ chart, values: {}, releaseName: 'rel', namespace: 'agents', relocation, pullSecretNames: [] }),
      ({ values }) => render(styles, chart.defaults, values),
    );
    const before = referenceTexts(baseline);
    const after = referenceTexts(rendered);
    solution.references.forEach(({ target, unmoved }, index) => {
      const text = before[index] ?? '';
      expect(after[index]).toBe(unmoved === undefined && target !== undefined ? wantedText(text, target) : text);
    });
    expect(rendered).toBe((render(styles, chart.defaults, solution.values) as { manifests: string }).manifests);
    expect(trace.renders).toBeLessThanOrEqual(16);
  }), { numRuns: 200 });
});

test('what values can move is moved', () => {
  const movable = style.filter(({ kind }) => kind !== 'literal');
  fc.assert(fc.property(fc.array(movable, { minLength: 1, maxLength: 7 }), relocations, (styles, relocation) => {
    const chart = chartOf(styles);
    const { baseline, rendered } = driveSync(
      traceChart({ chart, values: {}, releaseName: 'rel', namespace: 'agents', relocation, pullSecretNames: [] }),
      ({ values }) => render(styles, chart.defaults, values),
    );
    const wanted = referenceTexts(baseline).map((text) => {
      const reference = tryParseReference(text);
      return reference === undefined ? text : wantedText(text, relocation.relocate(reference));
    });
    expect(referenceTexts(rendered)).toEqual(wanted);
  }), { numRuns: 200 });
});
