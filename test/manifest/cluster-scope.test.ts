import { apiGroup, ClusterScope, groupKind, parseManifests } from '../../src/manifest';

const STREAM = parseManifests(`
apiVersion: v1
kind: Namespace
metadata: {name: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: own}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: d, namespace: wrong}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec: {scope: Cluster, group: example.com, names: {kind: Thing}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: parts.example.com}
spec: {scope: Namespaced, group: example.com, names: {kind: Part}}
---
apiVersion: example.com/v2
kind: Thing
metadata: {name: e}
---
apiVersion: other.example.com/v1
kind: Thing
metadata: {name: f}
---
apiVersion: example.com/v1
kind: Part
metadata: {name: g}
---
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: h}
`).resources;

test('built-in kinds, kinds of well-known tools, and kinds that the stream defines as such live outside any namespace', () => {
  const scope = new ClusterScope(STREAM);

  expect(STREAM.map((resource) => [resource.name, scope.namespaceOf(resource, 'given')])).toEqual([
    ['a', undefined], ['b', 'given'], ['c', 'own'], ['d', undefined], ['things.example.com', undefined], ['parts.example.com', undefined],
    ['e', undefined], ['f', 'given'], ['g', 'given'], ['h', undefined],
  ]);
});

test('a definition with fields of the wrong type defines nothing', () => {
  const { resources } = parseManifests('apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\nspec: {scope: Cluster, group: 7, names: []}\n---\n'
    + 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: thing}');

  expect(resources.map((resource) => new ClusterScope(resources).namespaceOf(resource, 'given'))).toEqual([undefined, 'given']);
});

test('the group is what stands before the version, nothing for the core group', () => {
  expect(['v1', 'apps/v1', 'a.example.com/v1'].map((apiVersion) => [apiGroup({ apiVersion }), groupKind({ apiVersion, kind: 'Thing' })]))
    .toEqual([['', '/Thing'], ['apps', 'apps/Thing'], ['a.example.com', 'a.example.com/Thing']]);
});
