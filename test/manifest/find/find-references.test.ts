import { findReferences, parseManifests } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../../support/canary';
import { configMap, custom, deployment, references } from '../support';

const POD_SPEC = 'spec.template.spec';

describe('pods of Kubernetes', () => {
  test('every place that the kubelet pulls from is certain', () => {
    expect(references(deployment([
      'initContainers:', '- {name: a, image: "busybox"}', 'containers:', '- {name: b, image: quay.io/a/b:v1}', 'ephemeralContainers:', '- {name: c, image: "localhost:5000/c"}',
      'volumes:', '- {name: v, image: {reference: ghcr.io/a/models:v1, pullPolicy: Always}}', '- {name: w, rbd: {image: disk, monitors: [a]}}',
    ].join('\n')))).toEqual([
      `certain initContainer busybox @ ${POD_SPEC}.initContainers[0].image`,
      `certain container quay.io/a/b:v1 @ ${POD_SPEC}.containers[0].image`,
      `certain ephemeralContainer localhost:5000/c @ ${POD_SPEC}.ephemeralContainers[0].image`,
      `certain imageVolume ghcr.io/a/models:v1 @ ${POD_SPEC}.volumes[0].image.reference`,
    ]);
  });

  test('an image that is missing, empty, of another type or unreadable is reported all the same', () => {
    expect(references(deployment('containers:\n- name: a\n- name: b\n  image: ""\n- name: c\n  image: 5\n- name: d\n  image: "quay.io/Team/App:v1"\nvolumes:\n- image: {}'))).toEqual([
      `certain container  @ ${POD_SPEC}.containers[0].image UNREADABLE`,
      `certain container  @ ${POD_SPEC}.containers[1].image UNREADABLE`,
      `certain container  @ ${POD_SPEC}.containers[2].image UNREADABLE`,
      `certain container quay.io/Team/App:v1 @ ${POD_SPEC}.containers[3].image UNREADABLE`,
      `certain imageVolume  @ ${POD_SPEC}.volumes[0].image.reference UNREADABLE`,
    ]);
  });

  test.each([
    ['v1', 'Pod', 'spec'], ['v1', 'PodTemplate', 'template.spec'], ['v1', 'ReplicationController', POD_SPEC], ['apps/v1', 'Deployment', POD_SPEC], ['apps/v1beta2', 'ReplicaSet', POD_SPEC],
    ['apps/v1', 'StatefulSet', POD_SPEC], ['apps/v1', 'DaemonSet', POD_SPEC], ['extensions/v1beta1', 'DaemonSet', POD_SPEC], ['batch/v1', 'Job', POD_SPEC], ['batch/v1beta1', 'CronJob', 'spec.jobTemplate.spec.template.spec'],
  ])('%s %s', (apiVersion, kind, path) => {
    const opening = path.split('.').map((key) => `{${key}: `).join('').slice(1);
    const object = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}, ${opening}{containers: [{name: a, image: nginx}]}${'}'.repeat(path.split('.').length)}`;
    expect(references(object)).toEqual([`certain container nginx @ ${path}.containers[0].image`]);
  });

  test('references keep the pieces they are made of', () => {
    const [found] = parseManifests(deployment('containers:\n- name: a\n  image: quay.io/a/b:v1')).resources.flatMap((resource) => findReferences(resource));
    expect(found?.reference).toEqual({ registry: 'quay.io', repository: 'a/b', tag: 'v1' });
    expect(found?.site).toEqual({ embedded: [] });
  });
});

describe('arguments', () => {
  function inArguments(list: string): string[] {
    return references(deployment(`containers:\n- {name: a, image: nginx, args: ${list}}`)).slice(1).map((line) => line.replace(/ @ .*args/, ' @ '));
  }

  test.each([
    ['[--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:v0.44.0]', ['likely argument quay.io/prometheus-operator/prometheus-config-reloader:v0.44.0 @ [0]']],
    ['[--image=busybox]', ['likely argument busybox @ [0]']],
    ['["--sidecar-image", "grafana/agent:v1"]', ['likely argument grafana/agent:v1 @ [1]']],
    ['["--image", "--verbose"]', []],
    ['["--config={\\"proxyImage\\":\\"a/b:1\\"}"]', ['likely argument a/b:1 @ [0]']],
    ['["{\\"url\\":\\"$(params.IMAGE)\\",\\"x\\":\\"$(a)/b\\"}"]', []],
    ['[run, quay.io/a/b:v1]', ['likely argument quay.io/a/b:v1 @ [1]']],
    ['["--images=a/b:1,c/d:2"]', ['likely argument a/b:1 @ [0]', 'likely argument c/d:2 @ [0]']],
    ['["--collector-image=example.com/otel@sha256:1111111111111111111111111111111111111111111111111111111111111111"]',
      ['likely argument example.com/otel@sha256:1111111111111111111111111111111111111111111111111111111111111111 @ [0]']],
    ['["-c", "set -e\\n# quay.io/no/comment:v1\\nkubectl run x --image=curlimages/curl:8 --rm\\ndocker pull quay.io/a/b:v1 # quay.io/no/comment:v1\\n"]',
      ['likely argument curlimages/curl:8 @ [1]', 'possible argument quay.io/a/b:v1 @ [1]']],
    ['["--image-pull-policy=Always", "--image-pull-secret=regcred", "--image-tag=v1.2", "--image-path=/images", "--port=8080"]', []],
  ])('%s', (list, expected) => {
    expect(inArguments(list)).toEqual(expected);
  });

  test('the place of a part of an argument is its index', () => {
    const [, found] = parseManifests(deployment('containers:\n- {name: a, image: nginx, args: ["--image=busybox:1"]}')).resources.flatMap((resource) => findReferences(resource));
    expect(found?.site).toEqual({ embedded: [], start: 8 });
  });
});

describe('environment', () => {
  function variable(name: string, value: string): string[] {
    return references(deployment(`containers:\n- {name: a, image: nginx, env: [{name: ${name}, value: ${JSON.stringify(value)}}]}`)).slice(1).map((line) => line.replace(/ @ .*/, ''));
  }

  test.each([
    ['SIDECAR_IMAGE', 'busybox', ['likely environment busybox']],
    ['RELATED_IMAGE_PROXY', 'team/proxy:v1', ['likely environment team/proxy:v1']],
    ['sidecarImage', 'team/app', ['likely environment team/app']],
    ['ANYTHING', 'ghcr.io/a/b:v1', ['likely environment ghcr.io/a/b:v1']],
    ['IMAGES', 'one=a/b:1;two=c/d:2', ['likely environment a/b:1', 'likely environment c/d:2']],
    ['IMAGE_REPOSITORY', 'quay.io/a/b', ['possible environment quay.io/a/b']],
    ['IMAGE_REPOSITORY', 'team/app', []],
    ['CONFIG', '{"image": "a/b:1"}', ['likely environment a/b:1']],
    ['APP_IMAGE', 'quay.io/a/b:$(TAG)', ['likely environment quay.io/a/b:$(TAG)']],
  ])('%s=%s', (name, value, expected) => {
    expect(variable(name, value)).toEqual(expected);
  });

  test.each([
    ['IMAGE_PULL_POLICY', 'always'], ['IMAGE_PULL_SECRETS', 'regcred'], ['IMAGE_TAG', 'v1.2'], ['LOGO_IMAGE', 'assets/logo:1'], ['HERO_IMAGE_URL', 'static/hero.png'],
    ['IMAGE_SCANNING', 'enabled'], ['USE_IMAGE', 'true'], ['VM_IMAGE', 'ubuntu-22.04'], ['ENDPOINT', 'https://example.com/a:1'], ['BASE_IMAGE', 'v1.2'], ['KERNEL_IMAGE', 'linux:6'],
  ])('%s=%s is no reference', (name, value) => {
    expect(variable(name, value)).toEqual([]);
  });
});

describe('data', () => {
  test('YAML inside a string, documents and levels deep', () => {
    const inner = 'kind: Deployment\napiVersion: apps/v1\nspec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: nginx\n---\nsidecar:\n  image: {repository: quay.io/a/b, tag: 1.10}\n---\njson: |\n  {"proxyImage": "team/proxy:v1"}\n';
    expect(references(configMap('all.yaml', inner))).toEqual([
      'likely data nginx @ data["all.yaml"] > spec.template.spec.containers[0].image',
      'likely data quay.io/a/b:1.1 @ data["all.yaml"] > sidecar.image',
      'likely data team/proxy:v1 @ data["all.yaml"] > json.proxyImage',
    ]);
  });

  test('a map of images says what its values are', () => {
    const inner = 'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages:\n  system-logger: k8ssandra/system-logger:6c64f9c4\n  config-builder: datastax/cass-config-builder:1.0.4\n  pullPolicy: Always\n';
    expect(references(configMap('image_config.yaml', inner))).toEqual([
      'likely data k8ssandra/system-logger:6c64f9c4 @ data["image_config.yaml"] > images.system-logger',
      'likely data datastax/cass-config-builder:1.0.4 @ data["image_config.yaml"] > images.config-builder',
    ]);
  });

  test('a copy of chart values names images that may be switched off', () => {
    const inner = 'image: {repository: quay.io/a/b, tag: v1}\nsidecar: {image: "busybox:1.36"}\n';
    expect(references(configMap('values.yaml', inner))).toEqual([
      'possible data quay.io/a/b:v1 @ data["values.yaml"] > image',
      'possible data busybox:1.36 @ data["values.yaml"] > sidecar.image',
    ]);
    expect(references(configMap('config.yaml', inner))).toEqual([
      'likely data quay.io/a/b:v1 @ data["config.yaml"] > image',
      'likely data busybox:1.36 @ data["config.yaml"] > sidecar.image',
    ]);
  });

  test('the place inside a string names document and path of every level', () => {
    const [found] = parseManifests(configMap('a', 'x: 1\n---\nz: |\n  image: a/b:1')).resources.flatMap((resource) => findReferences(resource));
    expect(found?.nested).toEqual(['z', 'image']);
    expect(found?.site).toEqual({ embedded: [{ document: 1, path: ['z'] }, { document: 0, path: ['image'] }] });
  });

  test('a template that is no YAML is read line by line', () => {
    const template = '{{- range .Containers }}\n- name: a\n  image: "quay.io/a/b:v1" # image: old/one:1\n  # image: quay.io/no/comment:v1\n  image: docker.io/istio/proxyv2:{{ .Tag }}\n  image: {{ .Image }}\n  imagePullPolicy: Always\n{{- end }}\n';
    const found = parseManifests(configMap('inject.tpl', template)).resources.flatMap((resource) => findReferences(resource));
    expect(found.map(({ text, certainty, reference, site }) => [text, certainty, reference?.repository, site.line])).toEqual([
      ['quay.io/a/b:v1', 'likely', 'a/b', 3], ['docker.io/istio/proxyv2:{{ .Tag }}', 'likely', undefined, 5],
    ]);
  });

  test.each([
    ['tool.toml', 'image = "ghcr.io/a/b:v1"\nother = 1', ['likely data ghcr.io/a/b:v1 @ data["tool.toml"]']],
    ['run.sh', 'docker run \\\n  quay.io/a/b:v1 --flag', ['possible data quay.io/a/b:v1 @ data["run.sh"]']],
    ['a.json', '{"list": [{"image": "busybox"}]}', ['likely data busybox @ data["a.json"] > list[0].image']],
    ['app.properties', 'SIDECAR_IMAGE=busybox:1\nPORT=80', ['likely data busybox:1 @ data["app.properties"]']],
    ['README.md', 'Use `image: quay.io/a/b:v1`', []],
    ['a.txt', 'see https://quay.io/a/b:v1 and oci://ghcr.io/a/b:1', []],
  ])('%s', (key, content, expected) => {
    expect(references(configMap(key, content))).toEqual(expected);
  });

  test('a value of one line is judged by its key', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {sidecar-image: busybox, provisioner: "registry.k8s.io/a/b:v1", mode: image, image-tag: v1}';
    expect(references(text)).toEqual(['likely data busybox @ data.sidecar-image', 'likely data registry.k8s.io/a/b:v1 @ data.provisioner']);
  });

  test('Secrets are looked into by name only, encoded or not', () => {
    const values = Buffer.from('image: {repository: quay.io/a/b, tag: v1}').toString('base64');
    const text = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {image: "a/b:1", other: "x quay.io/pass/word:v1 y"}\ndata: {values.yaml: ${values}, binary: /w==}`;
    expect(references(text)).toEqual(['likely data a/b:1 @ stringData.image', 'likely data quay.io/a/b:v1 @ data["values.yaml"] > image']);
    const found = parseManifests(text).resources.flatMap((resource) => findReferences(resource));
    expect(found.map(({ site }) => site.base64)).toEqual([undefined, true]);
  });

  test('Secrets made of credentials are not looked into', () => {
    const config = JSON.stringify({ auths: { 'quay.io/a/b:v1': { password: CANARY_PASSWORD, image: 'a/b:1' } } });
    const text = `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/dockerconfigjson\nmetadata: {name: a}\nstringData: {.dockerconfigjson: ${JSON.stringify(config)}}`;
    expect(references(text)).toEqual([]);
  });
});

describe('other kinds', () => {
  test('schemas are not looked into, embedded ones neither', () => {
    const crd = 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec: {versions: [{schema: {image: "quay.io/a/b:v1", containers: [{name: a, image: nginx}]}}]}';
    expect(references(crd)).toEqual([]);
    expect(references(configMap('crd.yaml', crd))).toEqual([]);
  });

  test('labels, annotations and status are not looked at', () => {
    const reference = '"quay.io/a/b:v1"';
    expect(references(`apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {x: ${reference}}, labels: {image: ${reference}}}\nspec: {containers: []}\nstatus: {containerStatuses: [{image: ${reference}}]}`)).toEqual([]);
    expect(references(custom(`annotations: {image: ${reference}}\ntemplate: {metadata: {labels: {image: ${reference}}}}`))).toEqual([]);
  });

  test('in fields of Kubernetes only the form of a string counts', () => {
    expect(references('apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {rbd: {image: disk-1, pool: "a/b"}}')).toEqual([]);
    expect(references('apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {image: "team/app:v1", odd: quay.io/a/b:v1}')).toEqual(['possible field quay.io/a/b:v1 @ spec.odd']);
  });
});
