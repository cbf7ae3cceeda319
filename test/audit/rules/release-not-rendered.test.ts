import { auditYaml, findingsOf, wordsOf } from '../support';

const RULE = 'release-not-rendered';
const RELEASE = `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: agent, namespace: agents}
spec: {chart: {spec: {chart: agent}}}`;

describe(RULE, () => {
  test('Noncompliant: a HelmRelease that nobody vouches for', () => {
    const verdict = auditYaml(RELEASE);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'HelmRelease agents/agent',
      reason: 'the pods of HelmRelease agents/agent are rendered in the cluster, so their images are not part of this proof',
      remedy: 'audit the rendered manifests as well, install it with AgentInstall, or acknowledge it',
    }]);
  });

  test.each([
    ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'], ['argoproj.io/v1alpha1', 'Application'], ['argoproj.io/v1alpha1', 'ApplicationSet'],
    ['helm.cattle.io/v1', 'HelmChart'], ['fleet.cattle.io/v1alpha1', 'GitRepo'], ['helm.crossplane.io/v1beta1', 'Release'],
    ['pkg.crossplane.io/v1', 'Provider'], ['kappctrl.k14s.io/v1alpha1', 'App'], ['operators.coreos.com/v1alpha1', 'Subscription'],
    ['addons.cluster.x-k8s.io/v1alpha1', 'HelmChartProxy'], ['core.oam.dev/v1beta1', 'Application'],
  ])('Noncompliant: %s %s', (apiVersion, kind) => {
    expect(findingsOf(RULE, `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}`)).toHaveLength(1);
  });

  test('Compliant: somebody vouches for it, which becomes an assumption', () => {
    const vouched = { kind: 'HelmRelease', namespace: 'agents', name: 'agent', by: 'cloudzero 1.2.13 of the catalogue' };
    const verdict = auditYaml(RELEASE, { vouchedReleases: [vouched, { ...vouched, name: 'none' }] });
    expect(verdict).toMatchObject({ proven: true, assumptions: ['HelmRelease agents/agent renders as cloudzero 1.2.13 of the catalogue says'] });
    expect(auditYaml(RELEASE, { vouchedReleases: [{ ...vouched, namespace: 'other' }] }).proven).toBe(false);
  });

  test('Compliant: a kind of the same name in another group', () => {
    expect(findingsOf(RULE, 'apiVersion: constructor/v1\nkind: Application\nmetadata: {name: a}')).toEqual([]);
  });
});
