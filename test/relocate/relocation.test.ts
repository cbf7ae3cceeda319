import * as fc from 'fast-check';
import { PullproofError } from '../../src/error';
import type { ImageReference } from '../../src/image';
import { imageName, parseReference, printReference, sameReference } from '../../src/image';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { references } from '../image/arbitraries';

const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
const HARBOR_CACHES = Registry.harbor('harbor.example.com', { proxyCache: true });
const SWR = Registry.huaweiSwr('swr.cn-north-4.myhuaweicloud.com', { organization: 'agents' });

function relocated(relocation: Relocation, text: string): string {
  return printReference(relocation.relocate(parseReference(text)));
}

function errorOf(act: () => unknown): PullproofError {
  try {
    act();
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('Relocation', () => {
  test('keeps the path behind the prefix when no layout is given', () => {
    const relocation = new Relocation({ registry: HARBOR });
    expect(relocated(relocation, 'ghcr.io/cloudzero/agent:1.2.13')).toBe('harbor.example.com/agents/cloudzero/agent:1.2.13');
    expect(relocated(relocation, 'nginx')).toBe('harbor.example.com/agents/library/nginx');
  });

  test('uses the top of a registry without a prefix', () => {
    expect(relocated(new Relocation({ registry: Registry.generic('localhost:5000') }), 'quay.io/a/b:1')).toBe('localhost:5000/a/b:1');
  });

  test('a reference without tag and digest gets neither', () => {
    expect(new Relocation({ registry: HARBOR }).relocate(parseReference('nginx'))).toStrictEqual({ registry: 'harbor.example.com', repository: 'agents/library/nginx' });
  });

  test('a private reference stays as it is, and the prefix ends at a slash', () => {
    const relocation = new Relocation({ registry: HARBOR, layout: Layout.flat() });
    expect(relocated(relocation, 'harbor.example.com/agents/team/app:1')).toBe('harbor.example.com/agents/team/app:1');
    expect(relocated(relocation, 'harbor.example.com/agents-b/app:1')).toBe('harbor.example.com/agents/app:1');
    expect(relocation.isPrivate(parseReference('harbor.example.com/agents/app'))).toBe(true);
    expect(relocation.isPrivate(parseReference('harbor.example.com/agents-b/app'))).toBe(false);
  });

  test('images of the same host under another prefix move', () => {
    const relocation = new Relocation({ registry: Registry.ghcr({ owner: 'acme' }) });
    expect(relocated(relocation, 'ghcr.io/cloudzero/agent:1')).toBe('ghcr.io/acme/cloudzero/agent:1');
    expect(relocated(relocation, 'ghcr.io/acme/own:1')).toBe('ghcr.io/acme/own:1');
  });

  test('a path that its registry cannot have is refused, with every broken rule', () => {
    const error = errorOf(() => new Relocation({ registry: SWR }).relocate(parseReference('ghcr.io/a/b:1')));
    expect(error.code).toBe('relocation-path');
    expect(error.message).toBe([
      'ghcr.io/a/b cannot become swr.cn-north-4.myhuaweicloud.com/agents/a/b',
      '  - path "agents/a/b" is too deep: it has 3 components, Huawei SWR takes 2 (organization/repository)',
      '  the layout flat gives the shortest paths, an explicit one gives any',
    ].join('\n'));
    expect(relocated(new Relocation({ registry: SWR, layout: Layout.flat() }), 'ghcr.io/a/b:1')).toBe('swr.cn-north-4.myhuaweicloud.com/agents/b:1');
  });

  test('a name over 255 characters is refused', () => {
    const relocation = new Relocation({ registry: HARBOR });
    const fits = `quay.io/${'a'.repeat(255 - 'harbor.example.com/agents/'.length)}`;
    expect(relocated(relocation, fits)).toHaveLength(255);
    expect(errorOf(() => relocation.relocate(parseReference(`${fits}a`))).problems).toEqual(['the name has 256 characters with its host, at most 255 are allowed']);
  });

  test('separators that Amazon ECR refuses are found before the push', () => {
    const relocation = new Relocation({ registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' }) });
    expect(errorOf(() => relocation.relocate(parseReference('quay.io/a__b/c--d:1'))).problems).toEqual([
      'path component "a__b" has two separators in a row, which Amazon ECR refuses',
      'path component "c--d" has two separators in a row, which Amazon ECR refuses',
    ]);
  });
});

describe('proxy caches', () => {
  test('a Harbor with a project per source host: bySource is the layout, the prefix is the project', () => {
    const relocation = new Relocation({ registry: HARBOR_CACHES });
    expect(relocated(relocation, 'nginx:1')).toBe('harbor.example.com/dockerhub/library/nginx:1');
    expect(relocated(relocation, 'quay.io/prometheus/prometheus:v3')).toBe('harbor.example.com/quay/prometheus/prometheus:v3');
    expect(relocated(relocation, 'harbor.example.com/dockerhub/library/nginx:1')).toBe('harbor.example.com/dockerhub/library/nginx:1');
  });

  test('ECR pull-through rules have the prefixes of AWS', () => {
    const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true });
    const relocation = new Relocation({ registry, layout: Layout.bySource({ 'ghcr.io': 'github' }) });
    expect(relocated(relocation, 'nginx:1')).toBe('123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub/library/nginx:1');
    expect(relocated(relocation, 'registry.k8s.io/pause:3')).toBe('123456789012.dkr.ecr.eu-west-1.amazonaws.com/kubernetes/pause:3');
    expect(relocated(relocation, 'ghcr.io/a/b:1')).toBe('123456789012.dkr.ecr.eu-west-1.amazonaws.com/github/a/b:1');
  });

  test('a source host that no cache is known for is refused until it is named', () => {
    const error = errorOf(() => new Relocation({ registry: HARBOR_CACHES }).relocate(parseReference('registry.acme.example/app:1')));
    expect(error.code).toBe('relocation-unmapped');
    expect(error.problems).toEqual(['Harbor proxy cache has no customary prefix for the source host registry.acme.example, name it in Layout.bySource']);
    const named = new Relocation({ registry: HARBOR_CACHES, layout: Layout.bySource({ 'registry.acme.example': 'acme' }) });
    expect(relocated(named, 'registry.acme.example/app:1')).toBe('harbor.example.com/acme/app:1');
  });

  test('a layout that a cache cannot serve is refused', () => {
    const one = Registry.harbor('harbor.example.com', { project: 'dockerhub', proxyCache: true });
    const error = errorOf(() => new Relocation({
      registry: HARBOR_CACHES,
      layout: Layout.keep(),
      routes: { 'docker.io': { registry: one, layout: Layout.explicit({ nginx: 'nginx' }, Layout.flat()) } },
    }));
    expect(error.code).toBe('layout-invalid');
    expect(error.problems).toEqual([
      'layout "keep" does not fit harbor.example.com: each source host has a prefix of its own there, use the layout "bySource"',
      'layout "flat" does not fit harbor.example.com/dockerhub: a cache of one registry has the paths of that registry, use the layout "keep"',
    ]);
    expect(relocated(new Relocation({ registry: one }), 'nginx')).toBe('harbor.example.com/dockerhub/library/nginx');
  });
});

describe('an explicit layout', () => {
  test('must not repeat the host of its registry', () => {
    const layout = Layout.explicit({ nginx: 'harbor.example.com/agents/nginx' });
    expect(errorOf(() => new Relocation({ registry: HARBOR, layout })).problems).toEqual([
      'private path "harbor.example.com/agents/nginx" of the explicit layout repeats the host, write what follows the prefix of harbor.example.com/agents',
    ]);
  });
});

describe('routes', () => {
  const hub = Registry.harbor('harbor.example.com', { project: 'dockerhub', proxyCache: true });
  const relocation = new Relocation({
    registry: SWR,
    layout: Layout.flat(),
    routes: { 'index.docker.io': { registry: hub }, 'quay.io': { registry: HARBOR, layout: Layout.bySource() } },
  });

  test('each source host has its registry and layout', () => {
    expect(relocated(relocation, 'nginx:1')).toBe('harbor.example.com/dockerhub/library/nginx:1');
    expect(relocated(relocation, 'quay.io/a/b:1')).toBe('harbor.example.com/agents/quay/a/b:1');
    expect(relocated(relocation, 'ghcr.io/a/b/c:1')).toBe('swr.cn-north-4.myhuaweicloud.com/agents/c:1');
  });

  test('a reference in any of the registries is private, and belongs to the one with the longest prefix', () => {
    expect(relocation.registries.map(String)).toEqual(['swr.cn-north-4.myhuaweicloud.com/agents', 'harbor.example.com/dockerhub', 'harbor.example.com/agents']);
    expect(relocation.registryOf(parseReference('harbor.example.com/agents/quay/a/b'))).toBe(HARBOR);
    expect(relocation.registryOf(parseReference('harbor.example.com/other/b'))).toBeUndefined();
    expect(relocation.registryOf(parseReference('nginx'))).toBeUndefined();
    const nested = new Relocation({
      registry: Registry.generic('registry.example.com'),
      routes: { 'docker.io': { registry: Registry.generic('registry.example.com', { prefix: 'hub' }) } },
    });
    expect(nested.registryOf(parseReference('registry.example.com/hub/a'))?.prefix).toBe('hub');
    expect(nested.registryOf(parseReference('registry.example.com/hubble/a'))?.prefix).toBe('');
  });

  test('the registries are listed once, as a copy', () => {
    const one = new Relocation({ registry: HARBOR, routes: { 'quay.io': { registry: Registry.harbor('harbor.example.com', { project: 'agents' }) } } });
    expect(one.registries).toHaveLength(1);
    one.registries.pop();
    expect(one.registries).toEqual([HARBOR]);
    expect(one.registry).toBe(HARBOR);
  });

  test('bad hosts are refused, all of them', () => {
    const error = errorOf(() => new Relocation({
      registry: HARBOR,
      routes: { 'https://quay.io': { registry: HARBOR }, 'docker.io': { registry: HARBOR }, 'index.docker.io': { registry: HARBOR } },
    }));
    expect(error.code).toBe('layout-invalid');
    expect(error.problems).toEqual([
      'route: host "https://quay.io" has a scheme in front, leave it out',
      'route: docker.io and index.docker.io are the same host',
    ]);
  });
});

describe('relocateAll', () => {
  const flat = new Relocation({ registry: HARBOR, layout: Layout.flat() });

  test('answers in the order of the question, one for one', () => {
    const texts = ['quay.io/a/b:1', 'harbor.example.com/agents/own:2', 'nginx', 'quay.io/a/b:1', 'quay.io/a/b:2'];
    const images = flat.relocateAll(texts.map(parseReference));
    expect(images.map(({ source, privateReference, moved }) => [printReference(source), printReference(privateReference), moved])).toEqual([
      ['quay.io/a/b:1', 'harbor.example.com/agents/b:1', true],
      ['harbor.example.com/agents/own:2', 'harbor.example.com/agents/own:2', false],
      ['docker.io/library/nginx', 'harbor.example.com/agents/nginx', true],
      ['quay.io/a/b:1', 'harbor.example.com/agents/b:1', true],
      ['quay.io/a/b:2', 'harbor.example.com/agents/b:2', true],
    ]);
    expect(images.every((image) => image.registry === HARBOR)).toBe(true);
  });

  test('two images of one name are refused, naming both and the name', () => {
    const error = errorOf(() => flat.relocateAll(['quay.io/a/app:1', 'ghcr.io/b/app:2', 'ghcr.io/b/app:3', 'nginx'].map(parseReference)));
    expect(error.code).toBe('relocation-collision');
    expect(error.message).toBe([
      'some images cannot move to their registry',
      '  - harbor.example.com/agents/app would hold different images: quay.io/a/app, ghcr.io/b/app',
      '  use the layout keep or bySource, or name one of them in an explicit layout',
    ].join('\n'));
  });

  test('an explicit layout parts them', () => {
    const parted = new Relocation({ registry: HARBOR, layout: Layout.explicit({ 'ghcr.io/b/app': 'b-app' }, Layout.flat()) });
    expect(parted.relocateAll(['quay.io/a/app:1', 'ghcr.io/b/app:2'].map(parseReference)).map((image) => printReference(image.privateReference))).toEqual([
      'harbor.example.com/agents/app:1', 'harbor.example.com/agents/b-app:2',
    ]);
  });

  test('a copy that is private already does not collide with its source', () => {
    const images = flat.relocateAll(['harbor.example.com/agents/app:1', 'quay.io/a/app:1'].map(parseReference));
    expect(images.map((image) => printReference(image.privateReference))).toEqual(['harbor.example.com/agents/app:1', 'harbor.example.com/agents/app:1']);
  });

  test('routes to one registry collide too', () => {
    const relocation = new Relocation({ registry: HARBOR, routes: { 'quay.io': { registry: HARBOR } } });
    expect(errorOf(() => relocation.relocateAll(['quay.io/a/b', 'ghcr.io/a/b'].map(parseReference))).problems).toEqual([
      'harbor.example.com/agents/a/b would hold different images: quay.io/a/b, ghcr.io/a/b',
    ]);
  });

  test('one error lists all: broken paths, images without a place, collisions; each once', () => {
    const relocation = new Relocation({
      registry: SWR,
      layout: Layout.explicit({ 'quay.io/a/b': 'one', 'quay.io/a/c': 'one', 'quay.io/a/d': 'x/y' }),
    });
    const sources = ['quay.io/a/b', 'quay.io/a/c', 'quay.io/a/d:1', 'quay.io/a/d:1', 'quay.io/a/e:1', 'quay.io/a/e:2'].map(parseReference);
    const error = errorOf(() => relocation.relocateAll(sources));
    expect(error.code).toBe('relocation-path');
    expect(error.problems).toEqual([
      'quay.io/a/d cannot become swr.cn-north-4.myhuaweicloud.com/agents/x/y: '
        + 'path "agents/x/y" is too deep: it has 3 components, Huawei SWR takes 2 (organization/repository)',
      'quay.io/a/e: the explicit layout does not name quay.io/a/e',
      'swr.cn-north-4.myhuaweicloud.com/agents/one would hold different images: quay.io/a/b, quay.io/a/c',
    ]);
    expect(errorOf(() => relocation.relocateAll([parseReference('quay.io/a/e')])).code).toBe('relocation-unmapped');
  });

  test('nothing to move is fine', () => {
    expect(flat.relocateAll([])).toEqual([]);
  });
});

describe('for whatever reference', () => {
  const registries = fc.constantFrom(
    HARBOR, HARBOR_CACHES, SWR, Registry.generic('localhost:5000'), Registry.generic('quay.io'), Registry.ghcr({ owner: 'a' }),
    Registry.dockerHub({ namespace: 'acme' }), Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' }),
  );
  const layouts = fc.constantFrom(Layout.keep(), Layout.flat(), Layout.bySource(), Layout.explicit({ 'nginx': 'x' }, Layout.bySource()));
  const relocations = fc.record({ registry: registries, layout: layouts, route: fc.option(registries) })
    .map(({ registry, layout, route }) => tryMake(() => new Relocation({
      registry,
      layout,
      ...(route === null ? {} : { routes: { 'docker.io': { registry: route }, 'quay.io': { registry: route } } }),
    }), 'layout-invalid'));

  /** The result, or nothing when it is refused for one of these reasons; any other error is a failure. */
  function tryMake<T>(make: () => T, ...codes: string[]): T | undefined {
    try {
      return make();
    } catch (error) {
      expect(codes).toContain(PullproofError.isPullproofError(error) ? error.code : error);
      return undefined;
    }
  }

  const moves = fc.tuple(relocations, references).map(([relocation, source]) => {
    const target = relocation && tryMake(() => relocation.relocate(source), 'relocation-path', 'relocation-unmapped');
    return relocation && target && { relocation, source, target };
  });

  function forMoves(check: (relocation: Relocation, source: ImageReference, target: ImageReference) => void): void {
    fc.assert(fc.property(moves, (move) => {
      fc.pre(move !== undefined);
      check(move.relocation, move.source, move.target);
    }), { numRuns: 500 });
  }

  test('property: what was relocated is private, belongs to a registry, and stays', () => {
    forMoves((relocation, _source, target) => {
      expect(relocation.isPrivate(target)).toBe(true);
      expect(relocation.registryOf(target)?.covers(target)).toBe(true);
      expect(sameReference(relocation.relocate(target), target)).toBe(true);
    });
  });

  test('property: tag and digest never change', () => {
    forMoves((_relocation, source, target) => {
      expect([target.tag, target.digest]).toEqual([source.tag, source.digest]);
    });
  });

  test('property: the private reference survives being printed and parsed', () => {
    forMoves((_relocation, _source, target) => {
      expect(parseReference(printReference(target))).toEqual(target);
    });
  });

  test('property: no two images share a private name, or the error names both', () => {
    fc.assert(fc.property(layouts, fc.array(references, { maxLength: 6 }), (layout, sources) => {
      const relocation = new Relocation({ registry: Registry.generic('private.example'), layout });
      const short = sources.filter((source) => imageName(source).length < 150);
      const images = tryMake(() => relocation.relocateAll(short), 'relocation-collision');
      const names = new Map(short.map((source) => [imageName(source), imageName(relocation.relocate(source))]));
      expect(new Set(names.values()).size === names.size).toBe(images !== undefined);
    }), { numRuns: 500 });
  });
});
