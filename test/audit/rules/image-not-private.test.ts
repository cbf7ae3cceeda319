import { CANARY_PASSWORD } from '../../support/canary';
import { auditYaml, deployment, findingsOf, IMAGE, wordsOf } from '../support';

const RULE = 'image-not-private';

describe(RULE, () => {
  test('Noncompliant: an image of Docker Hub, named in short', () => {
    expect(findingsOf(RULE, deployment({ image: 'nginx:1.27' }))).toEqual([{
      rule: RULE,
      severity: 'error',
      location: {
        apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'agents', name: 'server', path: 'spec.template.spec.containers[0].image', file: 'rendered.yaml', line: 12,
      },
      image: 'nginx:1.27',
      reason: '"nginx:1.27" (which is docker.io/library/nginx:1.27) is not in harbor.example.com/agents',
      remedy: 'set the value that moves it, or relocate the rendered manifests',
    }]);
  });

  test.each([
    ['another project whose name begins the same', 'harbor.example.com/agents-b/server:1'],
    ['the host of another case', 'Harbor.example.com/agents/server:1'],
    ['the host with a port', 'harbor.example.com:443/agents/server:1'],
    ['a host that begins the same', 'harbor.example.com.evil.org/agents/server:1'],
    ['the host as a path of Docker Hub', 'acme/harbor.example.com/agents/server:1'],
    ['the project itself on another host', 'quay.io/agents/server:1'],
  ])('Noncompliant: %s', (_, image) => {
    expect(findingsOf(RULE, deployment({ image })).map((finding) => [finding.severity, finding.image])).toEqual([['error', image]]);
  });

  test('Noncompliant: init and ephemeral containers, image volumes, arguments, variables', () => {
    const text = `
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  initContainers: [{name: i, image: "docker.io/a/init:1"}]
  ephemeralContainers: [{name: e, image: "docker.io/a/debug:1"}]
  volumes: [{name: v, image: {reference: "docker.io/a/volume:1"}}]
  containers:
    - name: c
      image: ${IMAGE}
      args: ["--sidecar-image=docker.io/a/argument:1"]
      env: [{name: SIDECAR_IMAGE, value: "docker.io/a/variable:1"}]`;
    expect(findingsOf(RULE, text).map(({ severity, location, image }) => [severity, location.path, image])).toEqual([
      ['error', 'spec.initContainers[0].image', 'docker.io/a/init:1'],
      ['error', 'spec.ephemeralContainers[0].image', 'docker.io/a/debug:1'],
      ['error', 'spec.volumes[0].image.reference', 'docker.io/a/volume:1'],
      ['error', 'spec.containers[0].args[0]', 'docker.io/a/argument:1'],
      ['error', 'spec.containers[0].env[0].value', 'docker.io/a/variable:1'],
    ]);
  });

  test('Noncompliant: YAML inside a ConfigMap names both paths', () => {
    const text = `
apiVersion: v1
kind: ConfigMap
metadata: {name: config, namespace: agents}
data:
  settings.yaml: |
    job:
      image: docker.io/a/job:1`;
    expect(findingsOf(RULE, text).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'ConfigMap agents/config data["settings.yaml"] > job.image',
      image: 'docker.io/a/job:1',
      reason: '"docker.io/a/job:1" is not in harbor.example.com/agents',
      remedy: 'set the value that moves it, or relocate the rendered manifests',
    }]);
  });

  test('Noncompliant: a text that only looks like an image is a warning', () => {
    const text = `
apiVersion: example.com/v1
kind: Widget
metadata: {name: w, namespace: agents}
spec: {source: "quay.io/acme/widget:1.0"}`;
    const verdict = auditYaml(text);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'Widget agents/w spec.source',
      image: 'quay.io/acme/widget:1.0',
      reason: '"quay.io/acme/widget:1.0" is not in harbor.example.com/agents',
      remedy: 'if this is an image, move it; if it is not, acknowledge the finding',
    }]);
    expect(verdict.proven).toBe(true);
    expect(auditYaml(text, { strict: true }).proven).toBe(false);
  });

  test('Noncompliant: without a registry nothing is private', () => {
    expect(findingsOf(RULE, deployment(), { registries: [] }).map(({ reason }) => reason))
      .toEqual([`"${IMAGE}" cannot be private: no registry is declared`]);
  });

  test('Compliant: an image below the prefix, by tag and by digest', () => {
    expect(findingsOf(RULE, deployment())).toEqual([]);
    expect(findingsOf(RULE, deployment({ image: `harbor.example.com/agents/a/b@sha256:${'0'.repeat(64)}` }))).toEqual([]);
  });

  test('a login that was pasted into an image is not repeated', () => {
    const [finding] = auditYaml(deployment({ image: `"https://user:${CANARY_PASSWORD}@quay.io/a/b:1"` })).findings;
    expect(finding?.image).toBe('https://…@quay.io/a/b:1');
  });
});
