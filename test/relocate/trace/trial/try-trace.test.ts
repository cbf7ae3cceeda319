import { coalesceValues } from '../../../../src/helm';
import type { ChartContents } from '../../../../src/helm';
import type { JsonObject } from '../../../../src/manifest';
import { driveSync, parseLock, printLock, readValue, traceChart, withValue } from '../../../../src/relocate';
import type { RenderOutcome, TraceResult } from '../../../../src/relocate';
import { AGENTS, referenceTexts } from '../../../support/trace';

const HOST = 'harbor.example.com/agents';

type Read = (path: string) => string;

interface Made {
  readonly defaults: Readonly<Record<string, string>>;
  /** The images of the pods, in order; what it throws is what Helm says. */
  readonly images: (read: Read) => readonly string[];
  /** A label of all of them. */
  readonly label?: (read: Read) => string;
}

/** Traces a chart that is a function. Such charts do to real registries what they did not do to marks. */
function trace({ defaults, images, label = () => 'x' }: Made): TraceResult {
  const values = Object.entries(defaults).reduce<JsonObject>((all, [path, text]) => withValue(all, {}, path, text), {});
  const chart: ChartContents = { name: 'made-up', version: '1.0.0', digest: `sha256:${'0'.repeat(64)}`, defaults: values, templates: [] };
  return driveSync(traceChart({ chart, values: {}, releaseName: 'rel', namespace: 'agents', relocation: AGENTS, pullSecretNames: [] }), ({ values: user }): RenderOutcome => {
    const effective = coalesceValues(values, user);
    const read = (path: string): string => String(readValue(effective, path) ?? '');
    try {
      const documents = images(read).map((image, index) => (
        `---\n{apiVersion: v1, kind: Pod, metadata: {name: p${index}, labels: {l: ${label(read)}}}, spec: {containers: [{name: main, image: "${image}"}]}}\n`));
      return { type: 'rendered', manifests: documents.join('') };
    } catch (error) {
      return { type: 'failed', words: [error instanceof Error ? error.message : ''] };
    }
  });
}

const SIX = ['a', 'b', 'c', 'd', 'e', 'f'];
const six = Object.fromEntries(SIX.map((name) => [`${name}.image`, `quay.io/acme/${name}:1`]));
const sixImages = (read: Read): string[] => SIX.map((name) => read(`${name}.image`));

test('a value that makes something else of a reference than its mark did is left alone', () => {
  const { baseline, rendered, solution, trace: found } = trace({
    defaults: { 'image.registry': 'quay.io', 'image.repository': 'acme/app' },
    images: (read) => [`${read('image.registry').startsWith('harbor') ? 'mirror.example.com/' : ''}${read('image.registry')}/${read('image.repository')}:1`],
  });
  expect(rendered).toBe(baseline);
  expect(solution.overrides).toEqual({});
  expect(found.references[0]?.unreadable).toEqual(['image.registry']);
  expect(parseLock(printLock([found]))).toEqual([found]);
  expect(solution.references[0]?.unmoved).toBe('the chart does not take image.registry as it is, so that nobody can say what would come out');
});

test('a value that does nothing to a reference after all does not keep others from it', () => {
  const { rendered, trace: found } = trace({
    defaults: { hub: 'quay.io' },
    images: (read) => [`${read('hub')}/acme/app:1`, `${read('hub').startsWith('mk') ? read('hub') : 'quay.io'}/acme/tool:1`],
  });
  expect(referenceTexts(rendered)).toEqual([`${HOST}/acme/app:1`, 'quay.io/acme/tool:1']);
  expect(found.references.map(({ compositions }) => compositions.length)).toEqual([1, 0]);
});

test('a value that breaks the chart is found among others, and they are still given', () => {
  const { rendered, solution, trace: found } = trace({
    defaults: six,
    images: (read) => {
      if (read('d.image').includes('harbor')) {
        throw new Error('nil pointer evaluating interface');
      }
      return sixImages(read);
    },
  });
  expect(found.rejected).toEqual([{ path: 'd.image', reason: 'nil pointer evaluating interface' }]);
  expect(referenceTexts(rendered)).toEqual(SIX.map((name) => (name === 'd' ? 'quay.io/acme/d:1' : `${HOST}/acme/${name}:1`)));
  expect(solution.references.map(({ unmoved }) => unmoved !== undefined)).toEqual([false, false, false, true, false, false]);
});

test('a value that Helm names is not looked for', () => {
  const { trace: found } = trace({
    defaults: six,
    images: (read) => {
      if (read('d.image').includes('harbor')) {
        throw new Error('.Values.d.image is not one of ours');
      }
      return sixImages(read);
    },
  });
  expect(found.rejected.map(({ path }) => path)).toEqual(['d.image']);
  expect(found.renders).toBe(4);
});

test('a value that changes more than images is found among others', () => {
  const { rendered, trace: found } = trace({
    defaults: six, images: sixImages, label: (read) => read('b.image').replace(/[/:].*$/, ''),
  });
  expect(found.rejected).toEqual([{ path: 'b.image', reason: 'it changes more than images: Pod p0: metadata.labels.l: "quay.io" became "harbor.example.com"' }]);
  expect(referenceTexts(rendered)).toEqual(SIX.map((name) => (name === 'b' ? 'quay.io/acme/b:1' : `${HOST}/acme/${name}:1`)));
});

test('a chart that takes nothing is left as it is, after a while', () => {
  const { baseline, rendered, solution, trace: found } = trace({
    defaults: six,
    images: (read) => {
      if (sixImages(read).some((image) => image.includes('harbor'))) {
        throw new Error('no');
      }
      return sixImages(read);
    },
  });
  expect(rendered).toBe(baseline);
  expect(solution.overrides).toEqual({});
  expect(found.rejected.map(({ path }) => path).sort()).toEqual(Object.keys(six));
  expect(found.renders).toBeLessThanOrEqual(24);
});
