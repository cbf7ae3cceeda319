import { audit } from '../../../src/audit';
import { parseManifests } from '../../../src/manifest';
import { account, auditYaml, deployment, externalSecret, findingsOf, LOUD, namespace, pullSecret, wordsOf, HARBOR } from '../support';

const RULE = 'secret-after-consumer';
const REMEDY = 'declare Namespace, pull secret, account and workload in this order; '
  + 'for a hook, make them hooks of a lower weight or create them before the release';

function annotated(document: string, annotations: string): string {
  return document.replace('namespace: agents', `namespace: agents, annotations: ${annotations}`);
}

/** A Job that runs as a hook. */
function job(annotations: string, name = 'migrate'): string {
  return `
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, namespace: agents, annotations: ${annotations}}
spec:
  template:
    spec:
      imagePullSecrets: [{name: pull}]
      containers: [{name: a, image: "harbor.example.com/agents/job:1"}]`;
}

function reasons(documents: string[]): string[] {
  return findingsOf(RULE, documents, LOUD).map(({ reason }) => reason.replace('Secret agents/pull is created by ExternalSecret pull, ', ''));
}

describe(RULE, () => {
  test('Noncompliant: later in the same file', () => {
    expect(findingsOf(RULE, [deployment(), externalSecret()]).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server',
      reason: 'Secret agents/pull is created by ExternalSecret pull, which comes later in the stream',
      remedy: REMEDY,
    }]);
  });

  test('Noncompliant: the account that names it comes later, so the first pods never get it', () => {
    expect(findingsOf(RULE, [externalSecret(), deployment({ secrets: '' }), account('imagePullSecrets: [{name: pull}]')]).map(({ reason }) => reason))
      .toEqual(['the account that names its pull secret is created by ServiceAccount default, which comes later in the stream']);
  });

  test('Noncompliant: the secret comes before its own namespace', () => {
    expect(reasons([externalSecret(), namespace(), deployment()])).toEqual(['which comes before Namespace agents itself']);
  });

  test.each([
    ['{helm.sh/hook: pre-install}', '{}', 'after this hook has run'],
    ['{helm.sh/hook: "pre-install,pre-upgrade"}', '{}', 'after this hook has run'],
    ['{helm.sh/hook: pre-upgrade}', '{}', 'after this hook has run'],
    ['{helm.sh/hook: pre-install}', '{helm.sh/hook: post-install}', 'after this hook has run'],
    ['{helm.sh/hook: pre-install, helm.sh/hook-weight: "1"}', '{helm.sh/hook: pre-install, helm.sh/hook-weight: "2"}', 'a hook of a higher weight (2 after 1)'],
    ['{helm.sh/hook: pre-install}', '{helm.sh/hook: pre-upgrade}', 'a hook that an install does not run'],
    ['{helm.sh/hook: "pre-install,pre-upgrade"}', '{helm.sh/hook: pre-install, helm.sh/hook-weight: "-1"}', 'a hook that an upgrade does not run'],
    ['{}', '{helm.sh/hook: pre-install}', 'a hook that an upgrade does not run'],
    ['{}', '{helm.sh/hook: "post-install,post-upgrade"}', 'a hook that runs after the ordinary objects'],
    ['{}', '{helm.sh/hook: test}', 'a hook that an install does not run'],
    ['{}', '{helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: hook-succeeded}', 'a hook that is deleted before this pod starts'],
    ['{helm.sh/hook: test}', '{helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-succeeded}', 'a hook that leaves nothing behind'],
    ['{helm.sh/hook: test}', '{helm.sh/hook: pre-rollback}', 'a hook that leaves nothing behind'],
    ['{helm.sh/hook: test}', '{helm.sh/hook: test, helm.sh/hook-weight: "1"}', 'a hook of a higher weight (1 after 0)'],
    ['{helm.sh/hook: pre-delete}', '{helm.sh/hook: post-delete}', 'after this hook has run'],
    ['{}', '{helm.sh/hook: pre_install}', 'which Helm leaves out for its annotations'],
    ['{}', '{argocd.argoproj.io/hook: Skip}', 'which Argo CD leaves out for its annotations'],
    ['{}', '{config.kubernetes.io/local-config: "true"}', 'which Helm leaves out for its annotations'],
    ['{argocd.argoproj.io/hook: PreSync}', '{}', 'after this hook has run'],
    ['{}', '{argocd.argoproj.io/hook: PostSync}', 'a hook that runs after the ordinary objects'],
    ['{argocd.argoproj.io/sync-wave: "-2"}', '{argocd.argoproj.io/sync-wave: "-1"}', 'in a later wave (-1 after -2)'],
    ['{}', '{argocd.argoproj.io/sync-wave: "1"}', 'in a later wave (1 after 0)'],
  ])('Noncompliant: a job with %s, a secret with %s', (consumer, maker, reason) => {
    expect(reasons([annotated(externalSecret(), maker), job(consumer)])).toEqual([reason]);
  });

  test('Noncompliant: hooks of one weight run in the order of their names', () => {
    const hook = '{helm.sh/hook: pre-install}';
    expect(reasons([annotated(externalSecret(), hook), job(hook, 'migrate')]))
      .toEqual(['a hook of the same weight (0), and Helm runs those in the order of their names']);
    expect(reasons([annotated(externalSecret(), hook), job(hook, 'setup')])).toEqual([]);
  });

  test.each([
    ['{helm.sh/hook: pre-install}', '{helm.sh/hook: pre-install, helm.sh/hook-weight: "-5"}'],
    ['{helm.sh/hook: "pre-install,pre-upgrade"}', '{helm.sh/hook: "pre-install, pre-upgrade", helm.sh/hook-weight: "-5", helm.sh/hook-delete-policy: hook-succeeded}'],
    ['{}', '{helm.sh/hook: "pre-install,pre-upgrade"}'],
    ['{helm.sh/hook: post-install}', '{}'],
    ['{helm.sh/hook: test}', '{}'],
    ['{helm.sh/hook: pre-delete}', '{}'],
    ['{helm.sh/hook: test, helm.sh/hook-weight: "1"}', '{helm.sh/hook: test}'],
    ['{helm.sh/hook: test, helm.sh/hook-weight: "1"}', '{helm.sh/hook: test, helm.sh/hook-delete-policy: "before-hook-creation,hook-succeeded"}'],
    ['{helm.sh/hook: test}', '{helm.sh/hook: "pre-install,test"}'],
    ['{helm.sh/hook: post-install, helm.sh/hook-weight: "-9"}', '{helm.sh/hook-weight: "9"}'],
    ['{argocd.argoproj.io/hook: PostSync}', '{}'],
    ['{}', '{argocd.argoproj.io/sync-wave: "-1"}'],
    ['{argocd.argoproj.io/sync-wave: "5"}', '{}'],
    ['{argocd.argoproj.io/hook: Skip}', '{}'],
  ])('Compliant: a job with %s, a secret with %s', (consumer, maker) => {
    expect(reasons([annotated(externalSecret(), maker), job(consumer)])).toEqual([]);
  });

  test('Compliant: Namespace, Secret, ServiceAccount, workload', () => {
    const documents = [namespace(), pullSecret(), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets: '' })];
    expect(auditYaml(documents, LOUD)).toMatchObject({ proven: true, findings: [] });
  });

  test('Compliant: an account that comes later, when the pod has a list of its own', () => {
    expect(reasons([externalSecret(), deployment(), account('')])).toEqual([]);
  });

  test('Compliant: two files say nothing about each other', () => {
    const [pods, secrets] = [parseManifests(deployment(), 'a.yaml'), parseManifests(externalSecret(), 'b.yaml')];
    const verdict = audit({ resources: [...pods.resources, ...secrets.resources], unparsed: [] }, { registries: [HARBOR] });
    expect(verdict).toMatchObject({ proven: true, findings: [] });
  });

  test('Compliant: a declared secret, and node identity, are there already', () => {
    expect(findingsOf(RULE, job('{helm.sh/hook: pre-install}'), { declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }] })).toEqual([]);
    expect(findingsOf(RULE, [deployment({ secrets: '' }), account('')], { nodeIdentityHosts: ['harbor.example.com'] })).toEqual([]);
  });

  test('Compliant: an account that is made again in each phase of hooks, and deleted between them', () => {
    const hooks = '{helm.sh/hook: "pre-install,pre-upgrade,post-install,post-upgrade", helm.sh/hook-delete-policy: hook-succeeded}';
    const admission = annotated(account('imagePullSecrets: [{name: pull}]'), hooks).replace('name: default', 'name: admission');
    const patch = job('{helm.sh/hook: "post-install,post-upgrade"}', 'patch')
      .replace('imagePullSecrets: [{name: pull}]', 'serviceAccountName: admission');
    expect(reasons([externalSecret(), admission, patch])).toEqual([]);
  });
});
