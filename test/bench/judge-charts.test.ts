import { doubtfulTexts } from '../../bench/charts/doubtful-texts';
import { judgeDifferences } from '../../bench/charts/judge-differences';
import { judgeFinder } from '../../bench/charts/judge-finder';
import { judgePods } from '../../bench/charts/judge-pods';
import { judgeReferences } from '../../bench/charts/judge-references';
import { parseManifests } from '../../src/manifest';

const CHART = `
apiVersion: v1
kind: ServiceAccount
metadata: {name: agent}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {SIDECAR_IMAGE: "quay.io/acme/sidecar:4.0"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: agent, annotations: {checksum/config: 0a1b2c3d4e}}
spec:
  template:
    spec:
      serviceAccountName: agent
      containers:
        - {name: agent, image: "acme/agent:1.2.3", args: [--verbose], env: [{name: REGISTRY, value: quay.io}, {name: TOKEN, value: random-1}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-install}}
spec: {template: {spec: {containers: [{name: migrate, image: "acme/migrate@sha256:${'a'.repeat(64)}"}]}}}
`;

const MOVED = CHART.replace('acme/agent', 'harbor.example.com/agents/acme/agent').replace('quay.io/acme', 'harbor.example.com/agents/acme')
  .replace('"acme/migrate', '"harbor.example.com/agents/acme/migrate');

const judged = (after: string) => judgeReferences(parseManifests(CHART), parseManifests(after))
  .map(({ group, exact, became }) => [group, exact, became]);
const differing = (after: string, again = CHART) => judgeDifferences(parseManifests(CHART), parseManifests(again), parseManifests(after))
  .map(({ object, path, kind }) => `${kind} ${object} ${path}`);

describe('references', () => {
  test('are exact when all of them moved', () => {
    expect(judged(MOVED)).toEqual([
      ['elsewhere', true, 'harbor.example.com/agents/acme/sidecar:4.0'],
      ['pod', true, 'harbor.example.com/agents/acme/agent:1.2.3'],
      ['hook', true, `harbor.example.com/agents/acme/migrate@sha256:${'a'.repeat(64)}`],
    ]);
  });

  test.each([
    ['stayed', 'harbor.example.com/agents/acme/agent:1.2.3', 'acme/agent:1.2.3', 'docker.io/acme/agent:1.2.3'],
    ['lost its tag', 'agent:1.2.3', 'agent', 'harbor.example.com/agents/acme/agent'],
    ['has its prefix twice', 'agents/acme/agent', 'agents/agents/acme/agent', 'harbor.example.com/agents/agents/acme/agent:1.2.3'],
    ['is gone', '- {name: agent, image: "harbor.example.com/agents/acme/agent:1.2.3"', '- {name: agent', ''],
  ])('one that %s is not exact', (_, from, to, became) => {
    expect(judged(MOVED.replace(from, to))[1]).toEqual(['pod', false, became]);
  });

  test('are looked for by object, wherever it moved to', () => {
    expect(judged(MOVED.split('---').reverse().join('---')).map(([, exact]) => exact)).toEqual([true, true, true]);
  });
});

describe('differences', () => {
  test('images are none, nor is what differs each time, nor a list of pull secrets', () => {
    const after = MOVED.replace('random-1', 'random-3').replace('spec:\n      service', 'spec:\n      imagePullSecrets: [{name: pull}]\n      service');
    expect(differing(after, CHART.replace('random-1', 'random-2'))).toEqual([]);
  });

  test.each([
    ['random-1', 'random-2', 'other Deployment/agent .spec.template.spec.containers[agent].env[TOKEN].value'],
    ['--verbose', '--quiet', 'other Deployment/agent .spec.template.spec.containers[agent].args[--verbose]'],
    ['value: quay.io', 'value: harbor.example.com/agents', 'registry Deployment/agent .spec.template.spec.containers[agent].env[REGISTRY].value'],
    ['{name: REGISTRY,', '{name: PULL_SECRET, value: pull}, {name: REGISTRY,', 'pull-secret Deployment/agent .spec.template.spec.containers[agent].env[PULL_SECRET]'],
    ['0a1b2c3d4e', '9f8e7d6c5b', 'digest Deployment/agent .metadata.annotations.checksum/config'],
    ['kind: ServiceAccount', 'kind: Secret', 'other ServiceAccount/agent '],
  ])('%s that became %s is one', (from, to, expected) => {
    expect(differing(MOVED.replace(from, to))).toContain(expected);
  });
});

test('an entry that is filed under the name of its registry follows it', () => {
  const secret = (key: string) => parseManifests(`apiVersion: v1\nkind: Secret\nmetadata: {name: own}\nstringData: {config.json: '{"auths": {"${key}": {"auth": "eDp5"}}}'}`);
  expect(judgeDifferences(secret('quay.io'), secret('quay.io'), secret('harbor.example.com/agents')).map(({ kind, path }) => [kind, path]))
    .toEqual([['registry', '.stringData.config.json.auths']]);
  expect(judgeDifferences(secret('quay.io'), secret('quay.io'), secret('ghcr.io')).map(({ kind }) => kind)).toEqual(['other', 'other']);
});

test('pods are bound by their own list, or by that of an account of the render', () => {
  const bound = (text: string) => judgePods(parseManifests(text)).map(({ isBound }) => isBound);
  expect(bound(CHART)).toEqual([false, false]);
  expect(bound(CHART.replace('metadata: {name: agent}', 'metadata: {name: agent}\nimagePullSecrets: [{name: pull}]'))).toEqual([true, false]);
  expect(bound(CHART.replace('{containers: [{name: migrate', '{imagePullSecrets: [{name: pull}], containers: [{name: migrate'))).toEqual([false, true]);
});

test('the search outside of pods is held against what was written down by hand', () => {
  const labels = [{ object: 'ConfigMap/settings', text: 'quay.io/acme/sidecar:4.0' }, { object: 'ConfigMap/settings', text: 'acme/hidden:1' }];
  expect(judgeFinder(parseManifests(CHART), labels)).toEqual({ labelled: 2, missed: [labels[1]], falseAlarms: [] });
  expect(judgeFinder(parseManifests(CHART), [])).toEqual({ labelled: 0, missed: [], falseAlarms: [labels[0]] });
});

test('a crude search sees what looks like an image and was not found', () => {
  const text = CHART.replace('--verbose', '"--database=ghcr.io/acme/database"');
  expect(doubtfulTexts(parseManifests(text))).toEqual([
    { object: 'Deployment/agent', path: 'spec.template.spec.containers[0].args[0]', text: 'ghcr.io/acme/database' },
  ]);
});
