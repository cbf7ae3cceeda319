import * as fc from 'fast-check';
import { tryParseReference } from '../../../src/image';
import { strictReference } from '../../../src/manifest/find/recognise';
import { looksLikeRegistryHost } from '../../../src/manifest/find/registry-host';
import { strictWords } from '../../../src/manifest/find/words';
import { custom, deployment, references } from '../support';

/** Strings of real charts that have something of a reference and are none. */
const NOT_REFERENCES = [
  'https://example.com/a:1', 'http://prometheus.monitoring.svc:9090/api/v1', 'oci://ghcr.io/a/b:v1', 'docker://quay.io/a/b:v1', 'git@github.com:org/repo.git', 'github.com/org/repo:v1',
  'example.com:8080', 'prometheus.monitoring.svc:9090', 'prometheus.monitoring.svc:9090/metrics', '10.0.0.0/8', '10.0.0.1:8080', '0.0.0.0:8443', ':8080', '[::]:8080',
  '/etc/config/app.yaml', '/var/run/containerd/containerd.sock', 'unix:///var/run/docker.sock', './bin/app:ro', 'config.yaml/key:v', 'values.json/x:1', '/host/etc:/etc:ro',
  'node-role.kubernetes.io/control-plane:NoSchedule', 'example.com/dedicated:NoExecute', 'node.kubernetes.io/not-ready:NoExecute', 'topology.kubernetes.io/zone', 'rbac.authorization.k8s.io/v1',
  'cert-manager.io/v1:Certificate', 'monitoring.coreos.com/v1', 'apps/v1:Deployment', 'networking.k8s.io/ingresses:get', 'system:serviceaccount:kube-system:default', 'system:kube-controller-manager',
  'arn:aws:iam::123456789012:role/agent', 'arn:aws:s3:::bucket/key', 'user@example.com', 's3://bucket/key:1', 'gs://bucket/key', 'v1.2.3', '1.2.3', 'sha256:1111', 'us-east-1', 'a=b',
  'example.com/logo.png:1', 'quay.io/a/b', 'quay.io', 'registry.k8s.io', 'ghcr.io/a/b:', 'ghcr.io/A/b:v1', 'ghcr.io/a/b:v1 is the image', 'kubernetes.io/ingress.class', 'helm.sh/hook:pre-install',
  'sum(rate(http_requests_total{job="a/b:c"}[5m]))', '{{ .Values.image }}', '$(POD_NAME).example.com/a:b', '%(image)s', '*.example.com/a:*', 'lib.so/x:1', 'com.example/app:1', 'a.b/c',
];

describe('strings that look like references and are none', () => {
  const allowed = new Set(['helm.sh/hook:pre-install', 'com.example/app:1']);

  test.each(NOT_REFERENCES.filter((text) => !allowed.has(text)))('%s', (text) => {
    expect(strictReference(text)).toBeUndefined();
    expect(references(custom(`things: [${JSON.stringify(text)}]\nsetting: ${JSON.stringify(text)}\nsettings: [{name: x, value: ${JSON.stringify(text)}}]`))).toEqual([]);
    expect(references(deployment(`containers:\n- {name: a, image: nginx, args: [${JSON.stringify(text)}], env: [{name: X, value: ${JSON.stringify(text)}}]}`)).slice(1)
      .filter((line) => !line.includes('ghcr.io/a/b:v1 @'))).toEqual([]);
  });

  test('what cannot be told apart by form is at most possible', () => {
    expect(references(custom('setting: "com.example/app:1"'))).toEqual(['possible field com.example/app:1 @ spec.setting']);
  });
});

describe('looksLikeRegistryHost', () => {
  test.each(['quay.io', 'registry.k8s.io', 'localhost:5000', '10.0.0.1', '10.0.0.1:5000', 'registry:5000', '[::1]:5000', 'harbor.example.com:8443', '123456789012.dkr.ecr.eu-west-1.amazonaws.com', 'registry.ns.svc.cluster.local:5000'])('%s may be one', (host) => {
    expect(looksLikeRegistryHost(host)).toBe(true);
  });

  test.each(['app', 'values.yaml', 'v1.2', 'github.com', 'apps.k8s.io', 'node.kubernetes.io', 'route.openshift.io', '1.2.3', 'x.sh', '', '[{"a":1', 'a b.io', 'a.io:http', ':5000'])('%j is none', (host) => {
    expect(looksLikeRegistryHost(host)).toBe(false);
  });
});

describe('strictWords', () => {
  test('finds references between other words, and where they begin', () => {
    const text = 'pull quay.io/a/b:v1, then "ghcr.io/c/d@sha256:' + '2'.repeat(64) + '" (registry:5000/e:1). Not /quay.io/a:1 nor x://quay.io/a:1';
    expect(strictWords(text).map(({ text: word, start }) => [word, text.startsWith(word, start)])).toEqual([
      ['quay.io/a/b:v1', true], [`ghcr.io/c/d@sha256:${'2'.repeat(64)}`, true], ['registry:5000/e:1', true],
    ]);
  });

  test('every word it finds is a reference with host and tag or digest', () => {
    const text = fc.string({ unit: fc.constantFrom('quay.io', '/', ':', 'a', '.', '@', '-', ' ', '1', '"', '\n'), maxLength: 60 });
    fc.assert(fc.property(text, (source) => {
      for (const { text: word, start } of strictWords(source)) {
        const reference = tryParseReference(word);
        expect(source.startsWith(word, start)).toBe(true);
        expect(reference?.tag ?? reference?.digest).toBeDefined();
      }
    }));
  });
});
