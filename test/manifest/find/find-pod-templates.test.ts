import { findPodTemplates, findReferences, parseManifests } from '../../../src/manifest';
import { configMap, custom, deployment, only, pods } from '../support';

describe('workloads of Kubernetes', () => {
  test('a Deployment has one template, with its account, its pull secrets and its images', () => {
    expect(pods(deployment([
      'serviceAccountName: agent', 'imagePullSecrets: [{name: pull}]', 'initContainers: [{name: a, image: busybox}]', 'containers: [{name: b, image: nginx, args: ["--image=a/b:1"]}]',
      'volumes: [{name: v, image: {reference: "a/models:1"}}]',
    ].join('\n')))).toEqual(['spec.template.spec | certain | agent | [{"name":"pull"}] | nginx,busybox,a/models:1']);
  });

  test.each([
    ['', 'default', '-'], ['serviceAccount: old', 'old', '-'], ['serviceAccountName: ""\nserviceAccount: old', 'old', '-'], ['serviceAccountName: a\nserviceAccount: old', 'a', '-'],
    ['imagePullSecrets: [pull]', 'default', '["pull"]'], ['imagePullSecrets: pull', 'default', '"pull"'], ['imagePullSecrets:', 'default', 'null'],
  ])('%j', (lines, account, secrets) => {
    expect(pods(deployment(`${lines}\ncontainers: []`))).toEqual([`spec.template.spec | certain | ${account} | ${secrets} | `]);
  });

  test('the namespace is that of the object', () => {
    expect(findPodTemplates(only(deployment('containers: []')))[0]?.namespace).toBe('shop');
    expect(findPodTemplates(only('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}'))[0]?.namespace).toBeUndefined();
  });

  test('its references are the ones that findReferences finds', () => {
    const resource = only(deployment('containers: [{name: a}, {name: b, image: nginx}]'));
    expect(findPodTemplates(resource)[0]?.references).toEqual(findReferences(resource));
  });

  test.each([
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}', 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx}]}',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec: {containers: [{name: a, image: nginx}]}',
    configMap('pod.yaml', 'containers: [{name: a, image: nginx}]'),
  ])('no pod in %j', (text) => {
    expect(pods(text)).toEqual([]);
  });
});

describe('custom resources', () => {
  test.each([
    ['containers: [{name: a, image: nginx}]', ['spec | likely | default | - | nginx']],
    ['template: {spec: {serviceAccountName: x, containers: [{name: a, image: nginx}]}}', ['spec.template.spec | likely | x | - | nginx']],
    ['groups: [{template: {spec: {containers: [{name: a, image: nginx}]}}}, {template: {spec: {containers: [{name: a, image: redis}]}}}]',
      ['spec.groups[0].template.spec | likely | default | - | nginx', 'spec.groups[1].template.spec | likely | default | - | redis']],
    ['initContainers: [{name: a, image: nginx}]', ['spec | likely | default | - | nginx']],
    // An operator's own pods: the image stands next to the account or the pull secrets.
    ['image: quay.io/a/b:v1\nserviceAccountName: x\ncontainers: [{name: reloader, resources: {}}]', ['spec | likely | x | - | quay.io/a/b:v1']],
    ['image: quay.io/a/b:v1\nimagePullSecrets: [{name: pull}]', ['spec | likely | default | [{"name":"pull"}] | quay.io/a/b:v1']],
    ['image: {repository: a/b, tag: v1}\nserviceAccount: x', ['spec | likely | x | - | a/b:v1']],
    ['image: quay.io/a/b\ntag: v1\nserviceAccount: x', ['spec | likely | x | - | quay.io/a/b:v1']],
    // Steps of a workflow take account and pull secrets from around them.
    ['serviceAccountName: x\nimagePullSecrets: [{name: pull}]\ntemplates: [{name: a, container: {image: busybox}}, {name: b, serviceAccountName: z, script: {image: "python:3", source: x}}]',
      ['spec.templates[0] | likely | x | [{"name":"pull"}] | busybox', 'spec.templates[1] | likely | z | [{"name":"pull"}] | python:3']],
  ])('%s', (spec, expected) => {
    expect(pods(custom(spec))).toEqual(expected);
  });

  test.each([
    'containers: [a, b]', 'containers: [{name: a}]', 'containers: []', 'containers: {name: a}', 'image: quay.io/a/b:v1', 'serviceAccountName: x', 'container: name-of-container',
    'values: {image: {repository: a/b, tag: v1}, imagePullSecrets: [], serviceAccountName: x}', 'annotations: {containers: [{name: a, image: nginx}]}',
  ])('no pod in %s', (spec) => {
    expect(pods(custom(spec))).toEqual([]);
  });

  test('what is inside a container is no pod', () => {
    expect(pods(custom('containers: [{name: a, image: nginx, x: {containers: [{name: b, image: nginx}]}}]'))).toHaveLength(1);
  });

  test('objects in a list have paths of their own', () => {
    const { resources } = parseManifests(`apiVersion: v1\nkind: List\nitems:\n- ${custom('containers: [{name: a, image: nginx}]').trimEnd().replaceAll('\n', '\n  ')}`);
    expect(resources.flatMap((resource) => findPodTemplates(resource)).map(({ path }) => path)).toEqual([['spec']]);
  });
});
