import fc from 'fast-check';
import { Registry } from '../../../../src/registry';
import { Layout, Relocation } from '../../../../src/relocate';
import type { Composition, CompositionPart, TracedKey, TracedReference } from '../../../../src/relocate';
import { imageGoals } from '../../../../src/relocate/trace/solve/image-goal';
import { KeyValues } from '../../../../src/relocate/trace/solve/key-values';
import { composeText, renderReference } from '../../../../src/relocate/trace/solve/render-reference';
import { solveImages } from '../../../../src/relocate/trace/solve/solve-images';

const HOSTS = ['docker.io', 'quay.io', 'ghcr.io', 'registry.example.com:5000'];
const NAMES = ['app', 'nginx', 'agent', 'tool'];
const ORGANISATIONS = ['', 'acme/', 'team/sub/'];
const SUFFIXES = ['', ':1.2.3', `@sha256:${'0a'.repeat(32)}`, `:v1@sha256:${'0a'.repeat(32)}`];

const relocations = fc.constantFrom(
  new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'agents' }) }),
  new Relocation({ registry: Registry.generic('harbor.example.com') }),
  new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'a/b' }), layout: Layout.flat() }),
  new Relocation({ registry: Registry.generic('harbor.example.com'), layout: Layout.bySource() }),
);

/** How one image is written, and which of its values others share. */
interface Style {
  readonly host: string;
  readonly name: string;
  readonly suffix: string;
  readonly form: 'whole' | 'repository' | 'registry' | 'shared' | 'apart' | 'literal' | 'half' | 'empty';
  readonly global: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  host: fc.constantFrom(...HOSTS),
  name: fc.tuple(fc.constantFrom(...ORGANISATIONS), fc.constantFrom(...NAMES)).map((parts) => parts.join('')),
  suffix: fc.constantFrom(...SUFFIXES),
  form: fc.constantFrom('whole' as const, 'repository' as const, 'registry' as const, 'shared' as const, 'apart' as const, 'literal' as const, 'half' as const, 'empty' as const),
  global: fc.boolean(),
});

const text = (words: string): CompositionPart => ({ type: 'text', text: words });
const value = (path: string): CompositionPart => ({ type: 'value', path });

/** A reference of that style, and its values. */
function build({ form, global, host, name, suffix }: Style, index: number, keys: Map<string, TracedKey>): TracedReference {
  const own = (key: string, content: string): CompositionPart => {
    keys.set(`${key}${index}`, { path: `${key}${index}`, ...(content === '' ? {} : { text: content }) });
    return value(`${key}${index}`);
  };
  const shared = (): CompositionPart => {
    keys.set(`shared.${host}`, { path: `shared.${host}`, text: host });
    return value(`shared.${host}`);
  };
  const parts = ((): CompositionPart[] => {
    switch (form) {
      case 'whole': return [own('image', `${host}/${name}${suffix}`)];
      case 'repository': return [own('repository', `${host}/${name}`), text(suffix)];
      case 'registry': return [own('registry', host), text('/'), own('repository', name), text(suffix)];
      case 'shared': return [shared(), text('/'), own('repository', name), text(suffix)];
      case 'apart': return [own('registry', `${host}/`), own('repository', name), text(suffix)];
      case 'half': return [shared(), text(`/${name}${suffix}`)];
      case 'literal': return [];
      case 'empty': return [];
    }
  })();
  const compositions: Composition[] = [
    ...(global && form !== 'literal' ? [{ given: ['global'], parts: [value('global'), text(`/${name}${suffix}`)] }] : []),
    ...(form === 'empty' ? [{ given: [`empty${index}`], parts: [own('empty', '')] }] : []),
    ...(parts.length === 0 ? [] : [{ parts: parts.filter((part) => part.type === 'value' || part.text !== '') }]),
  ];
  keys.set('global', { path: 'global' });
  return {
    text: `${host}/${name}${suffix}`, object: { apiVersion: 'v1', kind: 'Pod', name: `pod${index}` }, path: 'spec.containers[0].image',
    place: 'container', certainty: 'certain', compositions,
  };
}

function buildAll(styles: readonly Style[]): { readonly references: TracedReference[]; readonly keys: Map<string, TracedKey> } {
  const keys = new Map<string, TracedKey>();
  const references = styles.map((one, index) => build(one, index, keys));
  return { references, keys };
}

test('compositions come to the reference as it is', () => {
  fc.assert(fc.property(fc.array(style, { maxLength: 8 }), (styles) => {
    const { keys, references } = buildAll(styles);
    for (const { compositions, text: whole } of references) {
      for (const composition of compositions.filter(({ given }) => given === undefined)) {
        expect(composeText(composition, new KeyValues(keys))).toBe(whole);
      }
    }
  }));
});

test('every reference becomes exactly what it has to, or stays as it is', () => {
  fc.assert(fc.property(fc.array(style, { maxLength: 12 }), relocations, (styles, relocation) => {
    const { keys, references } = buildAll(styles);
    const goals = imageGoals(references, relocation);
    const { values } = solveImages(goals, keys, []);
    for (const { reference, wanted } of goals) {
      expect([wanted, reference.text]).toContain(renderReference(reference, values));
    }
  }), { numRuns: 300 });
});

test('a reference with values of its own is always moved', () => {
  fc.assert(fc.property(fc.array(style, { maxLength: 12 }), relocations, (styles, relocation) => {
    const independent = styles.map((one): Style => ({ ...one, form: one.form === 'literal' || one.form === 'half' ? 'repository' : one.form }));
    const { keys, references } = buildAll(independent);
    const goals = imageGoals(references, relocation);
    const { values } = solveImages(goals, keys, []);
    expect(goals.map(({ reference }) => renderReference(reference, values))).toEqual(goals.map(({ wanted }) => wanted));
  }), { numRuns: 300 });
});

test('no value is given in vain, none that must be left alone, and the same every time', () => {
  fc.assert(fc.property(fc.array(style, { maxLength: 10 }), relocations, fc.nat(20), (styles, relocation, seed) => {
    const { keys, references } = buildAll(styles);
    const goals = imageGoals(references, relocation);
    const rejected = [...keys.keys()].filter((_, index) => (index + seed) % 5 === 0).map((path) => ({ path, reason: 'it must be' }));
    const { given, values } = solveImages(goals, keys, rejected);
    expect([...given.keys()].filter((path) => rejected.some((key) => key.path === path))).toEqual([]);
    for (const path of given.keys()) {
      const without = values.without(path);
      expect(goals.some(({ reference, wanted }) => (
        renderReference(reference, without) !== wanted && renderReference(reference, values) === wanted
      ))).toBe(true);
    }
    expect([...solveImages(goals, keys, rejected).given]).toEqual([...given]);
  }), { numRuns: 200 });
});

test('references that are private already are left alone', () => {
  fc.assert(fc.property(fc.array(style, { maxLength: 8 }), (styles) => {
    const relocation = new Relocation({ registry: Registry.generic('quay.io') });
    const { keys, references } = buildAll(styles);
    const { values } = solveImages(imageGoals(references, relocation), keys, []);
    for (const reference of references.filter(({ text: whole }) => whole.startsWith('quay.io/'))) {
      expect(renderReference(reference, values)).toBe(reference.text);
    }
  }));
});
