import { custom, references } from '../support';

const DIGEST = `sha256:${'1'.repeat(64)}`;

describe('custom resources', () => {
  test.each([
    ['image: quay.io/a/b:v1', ['likely field quay.io/a/b:v1 @ spec.image']],
    ['image: busybox', ['likely field busybox @ spec.image']],
    ['sidecarImage: team/app', ['likely field team/app @ spec.sidecarImage']],
    ['sidecar_image: team/app:v1', ['likely field team/app:v1 @ spec.sidecar_image']],
    ['imageName: team/app:v1', ['likely field team/app:v1 @ spec.imageName']],
    ['images: [a/b:1, "c:2"]', ['likely field a/b:1 @ spec.images[0]', 'likely field c:2 @ spec.images[1]']],
    ['proxy: ghcr.io/a/b:v1', ['possible field ghcr.io/a/b:v1 @ spec.proxy']],
    [`proxy: ghcr.io/a/b@${DIGEST}`, [`possible field ghcr.io/a/b@${DIGEST} @ spec.proxy`]],
    ['image: "docker.io/library/golang:$(params.version)"', ['likely field docker.io/library/golang:$(params.version) @ spec.image UNREADABLE']],
    ['params: [{name: builderImage, default: "a/b:1"}, {name: other, value: quay.io/a/b:v1}]', ['likely field a/b:1 @ spec.params[0].default', 'likely field quay.io/a/b:v1 @ spec.params[1].value']],
    ['extra: ["--reloader-image=a/b:1", "--port=80"]', ['likely field a/b:1 @ spec.extra[0]'.replace('field', 'argument')]],
    ['env: [{name: APP_IMAGE, value: busybox}]', ['likely environment busybox @ spec.env[0].value']],
  ])('%s', (spec, expected) => {
    expect(references(custom(spec))).toEqual(expected);
  });

  test.each([
    ['image: {registry: quay.io, repository: a/b, tag: v1}', ['likely field quay.io/a/b:v1 @ spec.image']],
    ['image: {repository: a/b, tag: 1.10}', ['likely field a/b:1.1 @ spec.image']],
    [`image: {repository: a/b, tag: v1, digest: "${DIGEST}"}`, [`likely field a/b:v1@${DIGEST} @ spec.image`]],
    [`image: {registry: quay.io, repository: a/b, digest: "${'1'.repeat(64)}"}`, [`likely field quay.io/a/b@${DIGEST} @ spec.image`]],
    ['image: {name: "a/b:v1", pullPolicy: Always}', ['likely field a/b:v1 @ spec.image']],
    ['image: {repository: quay.io/a/b}', ['likely field quay.io/a/b @ spec.image']],
    ['server: {repository: quay.io/a/b, tag: v1}', ['likely field quay.io/a/b:v1 @ spec.server']],
    ['server: {repository: a/b, tag: v1, pullPolicy: Always}', ['likely field a/b:v1 @ spec.server']],
    ['{image: quay.io/a/b, tag: v1}', ['likely field quay.io/a/b:v1 @ spec']],
    ['{reloaderImage: a/b, reloaderImageTag: v1}', ['likely field a/b:v1 @ spec']],
    ['images: [{name: nginx, newName: quay.io/a/b, newTag: v1}]', ['likely field quay.io/a/b:v1 @ spec.images[0]']],
    ['values: |\n  image: {repository: a/b, tag: v1}\n', ['likely field a/b:v1 @ spec.values > image']],
  ])('keys that spell one reference: %s', (spec, expected) => {
    expect(references(custom(spec))).toEqual(expected);
  });

  test('the parts of a spelled reference name their keys', () => {
    expect(references(custom('image: {registry: "quay.io/", repository: a/b, tag: v1}'))).toEqual(['likely field quay.io/a/b:v1 @ spec.image']);
  });

  test.each([
    'image: {repository: a/b}', 'image: {name: my-cache}', 'chart: {repository: a/b, tag: v1}', 'git: {repository: github.com/a/b, tag: v1}', 'chart: {repository: "https://charts.example.com", tag: v1}',
    'image: {pullPolicy: Always, tag: v1}', 'imagePullSecrets: [{name: regcred}]', 'imagePullPolicy: always', 'imageTag: v1', 'osImage: ubuntu', 'machineImage: "a/b:1"', 'backgroundImage: a/b.png',
    'image: disabled', 'image: v1.2', 'image: ""', 'image: null', 'image: 5', 'image: "*"', 'image: "{{ .Image }}"', 'rbd: {image: disk}', 'description: "quay.io/a/b:v1"', 'url: quay.io/a/b:v1',
    'imageRegistry: quay.io/team', 'image: logo.svg', 'images: {registry: quay.io/team, tag: v1.2}', 'images: {repository: team/all, pullPolicy: Always}',
  ])('%s is no reference', (spec) => {
    expect(references(custom(spec))).toEqual([]);
  });

  test('containers are known by their structure, whatever is around them', () => {
    expect(references(custom([
      'podTemplateSpec:', '  spec:', '    initContainers: [{name: a, image: busybox}]', '    containers:', '    - {name: b, image: nginx, args: ["--x=quay.io/a/b:v1"]}', '    - {name: c, resources: {}}',
      '    - {name: d, image: "{{ params.image }}"}', '    - {name: e, image: "*:latest"}', '    volumes: [{name: v, image: {reference: "a/b:1"}}]',
    ].join('\n')))).toEqual([
      'certain initContainer busybox @ spec.podTemplateSpec.spec.initContainers[0].image',
      'certain container nginx @ spec.podTemplateSpec.spec.containers[0].image',
      'likely argument quay.io/a/b:v1 @ spec.podTemplateSpec.spec.containers[0].args[0]',
      'likely container {{ params.image }} @ spec.podTemplateSpec.spec.containers[2].image UNREADABLE',
      'certain imageVolume a/b:1 @ spec.podTemplateSpec.spec.volumes[0].image.reference',
    ]);
  });

  test('a workflow step has one container, or a script', () => {
    expect(references(custom('templates:\n- {name: a, container: {image: busybox, args: [x]}}\n- {name: b, script: {image: "python:3", source: "print(1)"}}\n- {name: c, sidecars: [{name: s, image: nginx}]}'))).toEqual([
      'certain container busybox @ spec.templates[0].container.image',
      'certain container python:3 @ spec.templates[1].script.image',
      'likely field nginx @ spec.templates[2].sidecars[0].image',
    ]);
  });

  test('policies match images without naming any; what they generate does', () => {
    const policy = 'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: a}\nspec:\n  rules:\n  - match: {any: [{image: "a/b:1"}]}\n    verifyImages: [{imageReferences: ["ghcr.io/a/b:v1"]}]\n    validate: {pattern: {spec: {containers: [{name: "*", image: "ghcr.io/a/b:v1"}]}}}\n    mutate: {patchStrategicMerge: {spec: {initContainers: [{name: a, image: busybox}]}}}\n';
    expect(references(policy)).toEqual(['certain initContainer busybox @ spec.rules[0].mutate.patchStrategicMerge.spec.initContainers[0].image']);
  });
});
