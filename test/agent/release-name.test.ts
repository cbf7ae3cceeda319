import { planCustom } from './custom-release';

function nameOf(name: string, releaseName: string, values = {}): string | undefined {
  return planCustom({ workloads: [{ id: 'app', kind: 'Deployment', name, containers: [] }], defaults: { dcs: [{ name: 'dc1' }] } }, values, { releaseName }).workloads[0]?.name;
}

describe('names of the catalogue', () => {
  test.each([
    ['{release}-app', 'rel', 'rel-app'],
    ['{fullname grafana}', 'rel', 'rel-grafana'],
    ['{fullname grafana}-test', 'my-grafana', 'my-grafana-test'],
    ['{fullname kube-prometheus-stack 26}-operator', 'k8', 'k8-kube-prometheus-stack-operator'],
    ['{fullname kube-prometheus-stack 26}-operator', 'k8ssandra', 'k8ssandra-kube-prometheus-operator'],
    ['{fullname kube-prometheus-stack 26}', 'a-kube-prometheus-stack-in-prod', 'a-kube-prometheus-stack-in'],
    ['{fullname cass-operator}', 'r'.repeat(53), `${'r'.repeat(53)}-cass-oper`],
    ['{release}-{dcs[0].name}-stargate', 'rel', 'rel-dc1-stargate'],
    ['{release}{absent}', 'rel', 'rel'],
    ['{release}-*', 'rel', 'rel-*'],
  ])('%s of release %s', (name, releaseName, expected) => {
    expect(nameOf(name, releaseName)).toBe(expected);
  });

  test('follow the values of the user', () => {
    expect(nameOf('{dcs[0].name}', 'rel', { dcs: [{ name: 'paris' }] })).toBe('paris');
  });
});
