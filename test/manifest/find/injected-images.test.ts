import { pods, references } from '../support';

const gateway = (metadata: string, image = 'auto'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway}
spec:
  template:
    metadata: ${metadata}
    spec:
      containers:
        - {name: istio-proxy, image: ${image}}
        - {name: other, image: team/other:v1}
`;

const AUTO = 'possible container auto @ spec.template.spec.containers[0].image UNREADABLE';
const OTHER = 'certain container team/other:v1 @ spec.template.spec.containers[1].image';

describe('the word that an injector replaces', () => {
  test.each([
    '{annotations: {inject.istio.io/templates: gateway}}', '{labels: {sidecar.istio.io/inject: "true"}}', '{annotations: {sidecar.istio.io/inject: "true"}}',
  ])('is no image in a pod with %s', (metadata) => {
    expect(references(gateway(metadata))).toEqual([AUTO, OTHER]);
    expect(pods(gateway(metadata))).toEqual(['spec.template.spec | certain | default | - | auto,team/other:v1']);
  });

  test.each([
    ['{}', 'auto'], ['{labels: {sidecar.istio.io/inject: "false"}}', 'auto'], ['{annotations: {inject.istio.io/templates: gateway}}', 'auto:v1'], ['{annotations: {inject.istio.io/templates: gateway}}', 'team/auto'],
  ])('is an image in a pod with %s and the image %s', (metadata, image) => {
    expect(references(gateway(metadata, image))).toEqual([`certain container ${image} @ spec.template.spec.containers[0].image`, OTHER]);
  });

  test('is no image in a bare pod either', () => {
    expect(references('apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {sidecar.istio.io/inject: "true"}}\nspec: {containers: [{name: a, image: auto}]}'))
      .toEqual(['possible container auto @ spec.containers[0].image UNREADABLE']);
  });
});
