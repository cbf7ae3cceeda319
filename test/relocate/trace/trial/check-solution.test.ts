import { parseManifests } from '../../../../src/manifest';
import { solveTrace } from '../../../../src/relocate';
import type { ChartTrace, TraceSolution } from '../../../../src/relocate';
import { checkSolution } from '../../../../src/relocate/trace/trial/check-solution';
import { AGENTS } from '../../../support/trace';

const HOST = 'harbor.example.com/agents';

/** A chart with one image, put together from a registry and a text. */
const TRACE: ChartTrace = {
  subject: { chart: 'a', version: '1', chartDigest: '', valuesDigest: '', releaseName: 'rel', namespace: 'agents' },
  keys: [{ path: 'registry', text: 'quay.io' }],
  references: [{
    text: 'quay.io/acme/app:1', object: { apiVersion: 'v1', kind: 'Pod', name: 'p' }, path: 'spec.containers[0].image', place: 'container', certainty: 'certain',
    compositions: [{ parts: [{ type: 'value', path: 'registry' }, { type: 'text', text: '/acme/app:1' }] }],
  }],
  pullSecretKeys: [], pods: [], accounts: [], permissions: [], rejected: [], lists: [], renders: 3,
};

const SOLUTION: TraceSolution = solveTrace(TRACE, { relocation: AGENTS, pullSecretNames: [], values: {} });

/** What differs when the pod is written with other parts. */
function differences(before: string, after: string): string[] {
  const pod = (image: string, more: string): string => `{apiVersion: v1, kind: Pod, metadata: {name: p, ${more}}, spec: {containers: [{name: main, image: "${image}"}]}}`;
  return checkSolution({
    before: parseManifests(pod('quay.io/acme/app:1', before)), after: parseManifests(pod(`${HOST}/acme/app:1`, after)), solution: SOLUTION, pullSecretNames: [],
  }).map(({ path, what }) => `${path}: ${what}`);
}

test('the image that the solution moves is meant', () => {
  expect(differences('', '')).toEqual([]);
});

test('an annotation that repeats it, or its registry, is meant', () => {
  expect(differences('annotations: {image: "quay.io/acme/app:1"}', `annotations: {image: "${HOST}/acme/app:1"}`)).toEqual([]);
  expect(differences('annotations: {from: quay.io}', `annotations: {from: ${HOST}}`)).toEqual([]);
});

test('a label that repeats it is not: Kubernetes would refuse the object', () => {
  expect(differences('labels: {image: "quay.io/acme/app:1"}', `labels: {image: "${HOST}/acme/app:1"}`)).toEqual([
    `metadata.labels.image: "quay.io/acme/app:1" became "${HOST}/acme/app:1"`,
  ]);
  expect(differences('labels: {from: quay.io}', `labels: {from: ${HOST}}`)).toEqual([`metadata.labels.from: "quay.io" became "${HOST}"`]);
});

test('anything else is not', () => {
  expect(differences('annotations: {level: info}', 'annotations: {level: debug}')).toEqual(['metadata.annotations.level: "info" became "debug"']);
  expect(differences('annotations: {image: "quay.io/acme/other:1"}', `annotations: {image: "${HOST}/acme/app:1"}`)).toEqual([
    `metadata.annotations.image: "quay.io/acme/other:1" became "${HOST}/acme/app:1"`,
  ]);
});
