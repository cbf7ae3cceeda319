import { serviceAccountObject } from '../../../src/credential';

test('an account of our own has a list of pull secrets and nothing else', () => {
  expect(serviceAccountObject({ name: 'agent', namespace: 'agents', pullSecrets: ['a', 'b'], labels: { x: 'y' }, annotations: { z: '1' } })).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'agent', namespace: 'agents', labels: { x: 'y' }, annotations: { z: '1' } },
    imagePullSecrets: [{ name: 'a' }, { name: 'b' }],
  });
});

test('an account of others is patched and stays when the rest goes', () => {
  expect(serviceAccountObject({ name: 'default', namespace: 'agents', pullSecrets: ['a'], existing: true })['metadata']).toEqual({
    name: 'default',
    namespace: 'agents',
    annotations: {
      'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    },
  });
});

test('every wrong name is listed', () => {
  expect(() => serviceAccountObject({ name: 'A', namespace: 'b.c', pullSecrets: ['', 'ok'] }))
    .toThrow(expect.objectContaining({ code: 'name-invalid', problems: [expect.any(String), expect.any(String), 'pull secret name must not be empty'] }));
});

test('without pull secrets there is no list, since an empty one would take an existing one away', () => {
  expect(serviceAccountObject({ name: 'agent', namespace: 'agents', pullSecrets: [] }))
    .toEqual({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'agent', namespace: 'agents' } });
});
