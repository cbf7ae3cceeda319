import { auditYaml, base64, deployment, dockerConfig, externalSecret, findingsOf, IMAGE, LOUD, pullSecret, wordsOf } from '../support';

const RULE = 'pull-secret-wrong-type';

describe(RULE, () => {
  test.each([
    ['Opaque', pullSecret().replace('type: kubernetes.io/dockerconfigjson', 'type: Opaque'), 'Opaque'],
    ['no type', pullSecret().replace('type: kubernetes.io/dockerconfigjson', ''), 'Opaque'],
    ['a typing error', pullSecret().replace('kubernetes.io/dockerconfigjson', 'kubernetes.io/dockerconfig'), 'kubernetes.io/dockerconfig'],
    ['an ExternalSecret without type', externalSecret().replace('type: kubernetes.io/dockerconfigjson', ''), 'Opaque'],
    ['a SealedSecret without type', 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: pull, namespace: agents}\nspec: {encryptedData: {}}', 'Opaque'],
  ])('Noncompliant: %s', (_, document, type) => {
    expect(findingsOf(RULE, [document, deployment()]).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `Secret agents/pull has type "${type}", which the kubelet ignores; needed for ${IMAGE}`,
      remedy: 'give it type kubernetes.io/dockerconfigjson; the type of an existing Secret cannot be changed, delete that one first',
    }]);
  });

  test('Compliant: dockerconfigjson', () => {
    expect(auditYaml([pullSecret(), deployment()], LOUD).proven).toBe(true);
  });

  test('Compliant: the old dockercfg, which has no auths around its entries', () => {
    const entries = JSON.stringify((JSON.parse(dockerConfig('harbor.example.com')) as { auths: object }).auths);
    const old = (content: string): string => `
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: agents}
type: kubernetes.io/dockercfg
data: {.dockercfg: ${base64(content)}}`;
    expect(auditYaml([old(entries), deployment()], LOUD).proven).toBe(true);
    expect(auditYaml([old(dockerConfig('harbor.example.com')), deployment()], LOUD).proven).toBe(false);
  });
});
