import { completeRendered } from '../../../src/agent';
import { audit } from '../../../src/audit';
import { parseManifests } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { Relocation } from '../../../src/relocate';
import type { SolvedPod, TraceSolution } from '../../../src/relocate';

const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
const RELOCATION = new Relocation({ registry: HARBOR });

function unbound(apiVersion: string, kind: string, name: string, path: string, account = 'default'): SolvedPod {
  return { pod: { object: { apiVersion, kind, name }, path, account, pullSecretNames: [], images: [], namedBy: [] }, how: 'bind', by: [] };
}

function solution(...pods: SolvedPod[]): TraceSolution {
  return { overrides: {}, values: {}, keys: [], references: [], pods, unboundAccounts: [], conflicts: [] };
}

const DATACENTER = `apiVersion: cassandra.example.com/v1
kind: Datacenter
metadata:
  name: dc1
spec:
  podTemplateSpec:
    spec:
      containers:
        - name: cassandra
          image: harbor.example.com/agents/cassandra:4
`;
const PATH = 'spec.podTemplateSpec.spec';

describe('pods of custom resources, which may not know the key', () => {
  const datacenter = unbound('cassandra.example.com/v1', 'Datacenter', 'dc1', PATH);

  it('get an account with the pull secret where the chart makes none', () => {
    const { text, changes, skipped } = completeRendered(DATACENTER, {
      relocation: RELOCATION, solution: solution(datacenter), pullSecretNames: ['pull', 'more'], bindMissingAccounts: true,
    });

    expect(text).toBe('---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: default\nimagePullSecrets:\n  - name: pull\n  - name: more\n'
      + `---\n${DATACENTER}`);
    expect(changes.map(({ location, to }) => [location, to])).toEqual([
      ['ServiceAccount default, which the chart does not make', 'pull'], ['ServiceAccount default, which the chart does not make', 'more'],
    ]);
    expect(skipped).toEqual([]);
    expect(audit(parseManifests(text), { registries: [HARBOR], declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }, { name: 'more', registries: ['harbor.example.com'] }] }).proven)
      .toBe(true);
  });

  it('are left to whoever installs unless that is asked for', () => {
    const { text, skipped } = completeRendered(DATACENTER, { relocation: RELOCATION, solution: solution(datacenter), pullSecretNames: ['pull'] });

    expect(text).toBe(DATACENTER);
    expect(skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('bind the account of its pods')]);
  });

  it('get their pull secret from the account that the chart makes for them', () => {
    const account = '---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: cassandra\n';
    const { text } = completeRendered(`${account}---\n${DATACENTER.replace('    spec:\n', '    spec:\n      serviceAccountName: cassandra\n')}`, {
      relocation: RELOCATION, solution: solution(unbound('cassandra.example.com/v1', 'Datacenter', 'dc1', PATH, 'cassandra')), pullSecretNames: ['pull'],
      bindMissingAccounts: true,
    });

    expect(text.startsWith(`${account}imagePullSecrets:\n  - name: pull\n`)).toBe(true);
    expect(text.match(/kind: ServiceAccount/g)).toHaveLength(1);
  });

  it('need nothing when nodes pull with their own identity', () => {
    const completion = { relocation: RELOCATION, solution: solution(datacenter), pullSecretNames: [], bindMissingAccounts: true };

    expect(completeRendered(DATACENTER, completion).text).toBe(DATACENTER);
  });
});

it('names the pull secret in pods that no value reaches, and in no other', () => {
  const pod = (name: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: a\n      image: quay.io/a/${name}:1\n`;
  const { text } = completeRendered(`${pod('one')}---\n${pod('two')}`, {
    relocation: RELOCATION, solution: solution(unbound('v1', 'Pod', 'one', 'spec')), pullSecretNames: ['pull'],
  });

  expect(text).toContain('image: harbor.example.com/agents/a/one:1');
  expect(text).toContain('image: harbor.example.com/agents/a/two:1');
  expect(text.match(/- name: pull/g)).toHaveLength(1);
});
