import { auditYaml, deployment, externalSecret, findingsOf, IMAGE, pullSecret, wordsOf } from '../support';

const RULE = 'pull-secret-opaque';

const SEALED = `
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: pull, namespace: agents}
spec: {encryptedData: {.dockerconfigjson: AgB}, template: {type: kubernetes.io/dockerconfigjson}}`;
const VAULT = `
apiVersion: secrets.hashicorp.com/v1beta1
kind: VaultStaticSecret
metadata: {name: vault, namespace: agents}
spec: {mount: kv, path: a, type: kv-v2, destination: {name: pull, create: true, type: kubernetes.io/dockerconfigjson}}`;
const SOPS = `
apiVersion: v1
kind: Secret
metadata: {name: pull, namespace: agents}
type: kubernetes.io/dockerconfigjson
data: {.dockerconfigjson: "ENC[AES256_GCM,data:x,type:str]"}
sops: {version: 3.9.0}`;
const REPLICATED = pullSecret('{}').replace('namespace: agents', 'namespace: agents, annotations: {replicator.v1.mittwald.de/replicate-from: hub/pull}');
const TEMPLATE_FROM = externalSecret().replace('      data:\n', '      templateFrom: [{literal: "a: b"}]\n      data:\n');

const CASES: [string, string, string][] = [
  ['a SealedSecret', SEALED, 'SealedSecret pull'],
  ['a VaultStaticSecret', VAULT, 'VaultStaticSecret vault'],
  ['a Secret encrypted by SOPS', SOPS, 'Secret pull'],
  ['a Secret that a replicator fills', REPLICATED, 'Secret pull'],
  ['a template of another form', externalSecret({ template: '{{ .config }}' }).replace('secretKey: username', 'secretKey: config'), 'ExternalSecret pull'],
  ['a template that another one may override', TEMPLATE_FROM, 'ExternalSecret pull'],
];

describe(RULE, () => {
  test.each(CASES)('Noncompliant: %s', (_, document, maker) => {
    const verdict = auditYaml([document, deployment()]);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `${maker} makes Secret agents/pull, but does not tell for which registries; needed for ${IMAGE}`,
      remedy: 'let PullSecret write the template, or declare the secret with its registries',
    }]);
  });

  test.each(CASES)('Compliant: %s, declared with its registries', (_, document, maker) => {
    const verdict = auditYaml([document, deployment()], { declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }] });
    expect(verdict.findings).toEqual([]);
    expect(verdict.assumptions).toEqual([`Secret agents/pull is made by ${maker.replace(' ', ' agents/')}, with an entry for harbor.example.com`]);
    expect(auditYaml([document, deployment()], { declaredSecrets: [{ name: 'pull', registries: ['quay.io'] }] }).proven).toBe(false);
  });

  test('Compliant: a template that tells', () => {
    expect(findingsOf(RULE, [externalSecret(), deployment()])).toEqual([]);
  });
});
