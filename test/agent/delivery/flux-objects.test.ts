import { fluxObjects } from '../../../src/agent';
import type { FluxOptions, FluxPostRenderStrategy } from '../../../src/agent';
import { reachesHooks } from '../../../src/agent/delivery/flux-objects';
import type { JsonObject } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../../support/canary';
import { INTENT, problemsOf } from './intent';

const METADATA = { name: 'collector', namespace: 'agents' };

test('a chart of an HTTP repository is a HelmRepository and a HelmRelease that names the exact version', () => {
  expect(fluxObjects(INTENT, { interval: '1h' })).toEqual([
    {
      id: 'Source',
      object: {
        apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'HelmRepository', metadata: METADATA,
        spec: { interval: '1h', url: 'https://charts.example.com' },
      },
    },
    {
      id: 'Resource',
      object: {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: METADATA,
        spec: {
          interval: '1h',
          releaseName: 'collector',
          targetNamespace: 'agents',
          chart: {
            spec: {
              chart: 'acme-collector', version: '3.2.0', interval: '1h', sourceRef: { kind: 'HelmRepository', name: 'collector', namespace: 'agents' },
            },
          },
          values: { image: { repository: 'harbor.example.com/agents/collector' }, proxy: null },
        },
      },
    },
  ]);
});

test('a chart of an OCI registry is an OCIRepository that the release refers to as a whole', () => {
  const [source, release] = fluxObjects({ ...INTENT, repository: 'oci://harbor.example.com/charts/' }, { interval: '30m', repositorySecret: 'charts-login' });

  expect(source?.object).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: METADATA,
    spec: {
      interval: '30m',
      url: 'oci://harbor.example.com/charts/acme-collector',
      ref: { tag: '3.2.0' },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      secretRef: { name: 'charts-login' },
    },
  });
  expect(release?.object['spec']).toEqual({
    interval: '30m',
    releaseName: 'collector',
    targetNamespace: 'agents',
    chartRef: { kind: 'OCIRepository', name: 'collector', namespace: 'agents' },
    values: INTENT.values,
  });
});

test('the login of an HTTP repository is a Secret too', () => {
  expect(fluxObjects(INTENT, { interval: '1h', repositorySecret: 'charts-login' })[0]?.object['spec'])
    .toEqual({ interval: '1h', url: 'https://charts.example.com', secretRef: { name: 'charts-login' } });
});

test('everything that Flux would refuse is one error', () => {
  const bad = { ...INTENT, repository: 'charts.example.com' };

  expect(problemsOf(() => fluxObjects(bad, { interval: '1d', repositorySecret: 'Charts' }))).toEqual([
    'repository must start with https:// or oci:// and name a host (got "charts.example.com")',
    'interval must be a duration such as "1h" or "5m30s" (got "1d")',
    'repositorySecret must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "Charts")',
  ]);
});

describe('patches', () => {
  const patch = { object: { version: 'v1', kind: 'ConfigMap', name: 'a.b' }, target: { version: 'v1', kind: 'ConfigMap', name: 'a\\.b' }, patch: '- op: test\n' };
  const specOf = (options: Partial<FluxOptions>): JsonObject => fluxObjects(INTENT, { interval: '1h', ...options })[1]?.object['spec'] as JsonObject;

  test('are one post-renderer; how hooks get to it is said when it is known', () => {
    expect(specOf({ patches: [patch], postRenderStrategy: 'separate' })).toMatchObject({
      postRenderStrategy: 'separate',
      postRenderers: [{ kustomize: { patches: [{ target: { version: 'v1', kind: 'ConfigMap', name: 'a\\.b' }, patch: '- op: test\n' }] } }],
    });
    expect(specOf({ patches: [patch] })).not.toHaveProperty('postRenderStrategy');
  });

  test('are no post-renderer when there are none', () => {
    expect(specOf({ patches: [], postRenderStrategy: 'nohooks' })).toEqual({ ...specOf({}), postRenderStrategy: 'nohooks' });
    expect(specOf({})).not.toHaveProperty('postRenderers');
  });

  test('do not take a strategy that Flux does not know', () => {
    expect(problemsOf(() => specOf({ postRenderStrategy: 'all' as FluxPostRenderStrategy }))).toEqual([
      'postRenderStrategy must be one of nohooks, combined, separate (got "all")',
    ]);
  });

  test.each([[undefined, false], ['nohooks', false], ['combined', true], ['separate', true]] as const)('with %s reach hooks: %s', (strategy, reached) => {
    expect(reachesHooks(strategy)).toBe(reached);
  });
});

test.each(['0s', '', '1us', '-1h'])('the interval %j is refused', (interval) => {
  expect(problemsOf(() => fluxObjects(INTENT, { interval }))).toHaveLength(1);
});

test('a login in the address of a repository is refused, and not repeated', () => {
  const [problem] = problemsOf(() => fluxObjects({ ...INTENT, repository: `https://me:${CANARY_PASSWORD}@charts.example.com` }, { interval: '1h' }));

  expect(problem).toBe('repository must start with https:// or oci:// and name a host, without a user; name a Secret with the login instead');
});
