import type { Verdict } from '../../src/audit';
import { account, auditYaml, deployment, externalSecret, IMAGE, LOUD, pullSecret } from './support';

function paths(verdict: Verdict): string[] {
  return verdict.pods.flatMap(({ credentials }) => credentials);
}

const OTHER = pullSecret('{"auths":{"quay.io":{"username":"a","password":"b"}}}', { name: 'other' });

describe('the path of a pod to its credential', () => {
  test('goes through its own list before that of its account', () => {
    const documents = [externalSecret(), OTHER, account('imagePullSecrets: [{name: other}]'), deployment()];
    expect(paths(auditYaml(documents))).toEqual([`${IMAGE}: pod → Secret agents/pull → harbor.example.com`]);
  });

  test('does not go through the account when its own list has the wrong secret', () => {
    const documents = [externalSecret(), OTHER, account('imagePullSecrets: [{name: pull}]'), deployment({ secrets: 'imagePullSecrets: [{name: other}]' })];
    expect(paths(auditYaml(documents))).toEqual([`${IMAGE}: no path to a credential`]);
  });

  test('names the account it goes through', () => {
    const documents = [externalSecret(), account('imagePullSecrets: [{name: other}, {name: pull}]', { name: 'server' }), deployment({ secrets: 'serviceAccountName: server' })];
    expect(paths(auditYaml(documents))).toEqual([`${IMAGE}: ServiceAccount server → Secret agents/pull → harbor.example.com`]);
  });

  test('takes the most specific key first, as the kubelet does', () => {
    const content = '{"auths":{"harbor.example.com":{"username":"a","password":"b"},"harbor.example.com/agents/":{"username":"c","password":"d"}}}';
    expect(paths(auditYaml([pullSecret(content), deployment()], LOUD))).toEqual([`${IMAGE}: pod → Secret agents/pull → harbor.example.com/agents/`]);
  });

  test('goes through a secret before node identity', () => {
    expect(paths(auditYaml([externalSecret(), deployment()], { nodeIdentityHosts: ['harbor.example.com'] })))
      .toEqual([`${IMAGE}: pod → Secret agents/pull → harbor.example.com`]);
    expect(paths(auditYaml([OTHER, deployment({ secrets: 'imagePullSecrets: [{name: other}]' })], { nodeIdentityHosts: ['harbor.example.com'] })))
      .toEqual([`${IMAGE}: node identity for harbor.example.com`]);
  });

  test('is looked for once per image: containers, init and ephemeral containers, image volumes', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: agents}
spec:
  imagePullSecrets: [{name: pull}]
  initContainers: [{name: i, image: "harbor.example.com/agents/init:1"}]
  ephemeralContainers: [{name: e, image: "quay.io/agents/debug:1"}]
  volumes: [{name: v, image: {reference: "harbor.example.com/agents/data:1"}}]
  containers: [{name: c, image: "harbor.example.com/agents/server:1"}]`;
    const verdict = auditYaml([externalSecret(), pod]);
    expect(paths(verdict).sort()).toEqual([
      'harbor.example.com/agents/data:1: pod → Secret agents/pull → harbor.example.com',
      'harbor.example.com/agents/init:1: pod → Secret agents/pull → harbor.example.com',
      'harbor.example.com/agents/server:1: pod → Secret agents/pull → harbor.example.com',
      'quay.io/agents/debug:1: no path to a credential',
    ]);
    expect(verdict.pods.map(({ canPull }) => canPull)).toEqual([false]);
  });

  test('starts in a custom resource too', () => {
    const resource = `
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: p, namespace: agents}
spec:
  image: harbor.example.com/agents/prometheus:3
  serviceAccountName: prometheus
  imagePullSecrets: [{name: pull}]`;
    expect(auditYaml([externalSecret(), resource])).toMatchObject({
      proven: true,
      assumptions: [
        'ExternalSecret agents/pull finds the credential it names',
        'the operator of Prometheus agents/p gives its pods in namespace agents the images, the account and the pull secrets it names',
        'operators run no images but those named here, for Prometheus (monitoring.coreos.com)',
      ],
    });
    expect(auditYaml([externalSecret(), resource.replace('pull}', 'other}')]).proven).toBe(false);
  });

  test('is looked for in objects inside a List', () => {
    const inList = (document: string): string => `apiVersion: v1\nkind: List\nitems:\n  -${document.replace(/\n/g, '\n    ')}`;
    expect(auditYaml([externalSecret(), inList(deployment())]).proven).toBe(true);
    expect(auditYaml([inList(externalSecret({ namespace: 'other' })), inList(deployment())]).proven).toBe(false);
  });
});
