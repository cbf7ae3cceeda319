import { parseManifests, rewriteReferences } from '../../../src/manifest';
import { configMap, custom, pods, references } from '../support';

describe('keys that spell the end of a reference, and a key that says what comes before', () => {
  test.each([
    ['driver: {repository: nvcr.io/nvidia, image: driver, version: "580.1"}', 'likely field nvcr.io/nvidia/driver:580.1 @ spec.driver'],
    ['driver: {repository: nvcr.io, image: nvidia/driver, version: v1}', 'likely field nvcr.io/nvidia/driver:v1 @ spec.driver'],
    ['driver: {repository: "registry:5000/a", image: driver, tag: v1}', 'likely field registry:5000/a/driver:v1 @ spec.driver'],
    ['driver: {repository: nvcr.io/nvidia, image: driver}', 'likely field nvcr.io/nvidia/driver @ spec.driver'],
    [`driver: {repository: nvcr.io/nvidia, image: driver, version: "sha256:${'1'.repeat(64)}"}`, `likely field nvcr.io/nvidia/driver@sha256:${'1'.repeat(64)} @ spec.driver`],
  ])('%s', (spec, expected) => {
    expect(references(custom(spec))).toEqual([expected]);
  });

  test.each([
    ['driver: {repository: "https://git.example.com/a", image: "a/b:1"}', 'likely field a/b:1 @ spec.driver.image'],
    ['driver: {repository: "", image: driver}', 'likely field driver @ spec.driver.image'],
    ['driver: {repository: nvcr.io/nvidia, image: "quay.io/a/b:v1"}', 'likely field quay.io/a/b:v1 @ spec.driver.image'],
  ])('not where the image has it all: %s', (spec, expected) => {
    expect(references(custom(spec))).toEqual([expected]);
  });

  test('they are the image of what the operator runs', () => {
    expect(pods(custom('driver: {repository: nvcr.io/nvidia, image: driver, version: "580", imagePullSecrets: [{name: pull}]}')))
      .toEqual(['spec.driver | likely | default | [{"name":"pull"}] | nvcr.io/nvidia/driver:580']);
  });

  test('they are rewritten together', () => {
    const text = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec:\n  driver:\n    repository: nvcr.io/nvidia # the path\n    image: driver\n    version: "580"\n';
    expect(rewriteReferences(text, () => 'harbor.example.com/agents/nvidia/driver:580').text)
      .toBe(text.replace('nvcr.io/nvidia #', 'harbor.example.com #').replace('image: driver', 'image: agents/nvidia/driver'));
  });
});

describe('two entries of a ConfigMap that spell one reference', () => {
  test.each([
    ['{"trivy.repository": ghcr.io/a/trivy, "trivy.tag": "0.68"}', ['likely data ghcr.io/a/trivy:0.68 @ data']],
    ['{agentRepository: ghcr.io/a/agent, agentTag: v1}', ['likely data ghcr.io/a/agent:v1 @ data']],
    ['{AGENT_REPOSITORY: ghcr.io/a/agent, AGENT_TAG: v1}', ['likely data ghcr.io/a/agent:v1 @ data']],
    ['{"trivy.dbRepository": ghcr.io/a/trivy-db}', []],
    ['{"git.repository": org/name, "git.tag": v1}', []],
    ['{repository: ghcr.io/a/b, tag: v1}', []],
  ])('%s', (data, expected) => {
    expect(references(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: ${data}`)).toEqual(expected);
  });

  test('they are rewritten together', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  trivy.repository: "ghcr.io/a/trivy"\n  trivy.tag: "0.68"\n';
    expect(rewriteReferences(text, () => 'harbor.example.com/agents/a/trivy:0.68').text)
      .toBe(text.replace('ghcr.io/a/trivy', 'harbor.example.com/agents/a/trivy'));
  });
});

describe('a registry that is written once for a whole document', () => {
  test.each([
    ['global: {hub: docker.io/istio, tag: "1.2", proxy: {image: proxyv2}}', 'likely data docker.io/istio/proxyv2:1.2 @ data["a.conf"] > global.proxy.image'],
    ['image: pilot\nhub: ""\nglobal: {hub: docker.io/istio}', 'likely data docker.io/istio/pilot @ data["a.conf"] > image'],
    ['defaults: {registry: ghcr.io}\nimages:\n  logger: {repository: team, name: logger, tag: v1}', 'likely data ghcr.io/team/logger:v1 @ data["a.conf"] > images.logger'],
    ['images:\n  logger: {registry: "ghcr.io/mirror/", repository: team, name: logger, tag: v1}', 'likely data ghcr.io/mirror/team/logger:v1 @ data["a.conf"] > images.logger'],
    ['images:\n  logger: {repository: ghcr.io/team, name: logger, tag: v1}\nregistry: quay.io', 'likely data ghcr.io/team/logger:v1 @ data["a.conf"] > images.logger'],
    ['images:\n  logger: {repository: team, name: logger, tag: v1}', 'likely data team/logger:v1 @ data["a.conf"] > images.logger'],
    // What has a tag or a path of its own is pulled as it stands: no other key can make it private.
    ['hub: docker.io/istio\nimage: busybox:1.36', 'likely data busybox:1.36 @ data["a.conf"] > image'],
    ['hub: docker.io/istio\nimage: team/busybox', 'likely data team/busybox @ data["a.conf"] > image'],
    ['image: busybox', 'likely data busybox @ data["a.conf"] > image'],
  ])('%s', (content, expected) => {
    expect(references(configMap('a.conf', content))).toEqual([expected]);
  });

  test('only in documents inside of strings: nothing says that a custom resource is put together', () => {
    expect(references(custom('{registry: harbor.example.com/agents, image: busybox}'))).toEqual(['likely field busybox @ spec.image']);
  });

  test('it is not rewritten, because the registry goes for others too', () => {
    const text = configMap('a.conf', 'hub: docker.io/istio\nproxy: {image: proxyv2}');
    const { text: same, changes, skipped } = rewriteReferences(text, () => 'harbor.example.com/agents/istio/proxyv2');
    expect([same, changes]).toEqual([text, []]);
    expect(skipped.map(({ reason }) => reason)).toEqual(['a part of it, such as its registry, stands elsewhere in the document and goes for others too']);
    expect(parseManifests(text).unparsed).toEqual([]);
  });
});

describe('copies of chart values', () => {
  test.each(['values.yaml', 'installed-values.yaml', 'chart.values.yml', 'merged-values', 'original-values'])('what %s names is at most possible', (key) => {
    expect(references(configMap(key, 'image: quay.io/a/b:v1'))).toEqual([expect.stringMatching(/^possible data quay\.io\/a\/b:v1/)]);
  });

  test.each(['values', 'config.yaml', 'my-values.conf'])('%s is no copy', (key) => {
    expect(references(configMap(key, 'image: quay.io/a/b:v1'))).toEqual([expect.stringMatching(/^likely data quay\.io\/a\/b:v1/)]);
  });
});
