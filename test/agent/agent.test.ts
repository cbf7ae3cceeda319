import { Agent } from '../../src/agent';
import type { AgentRelease } from '../../src/agent';
import { PullproofError } from '../../src/error';

const OWN: AgentRelease = {
  id: 'own', title: 'Own agent', version: '1.0.0',
  chart: { name: 'own', repository: 'https://charts.example.com', version: '1.0.0' },
  images: [{ id: 'main', source: 'docker.io/own/main:1' }],
  imageSlots: [{ image: 'main', fields: { repository: 'image.repository' } }],
  pullSecretSlots: [{ path: 'imagePullSecrets', shape: 'objects', reaches: ['main'] }],
  workloads: [{ id: 'main', kind: 'Deployment', name: '{release}', containers: [{ name: 'main', image: 'main' }] }],
};

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return PullproofError.isPullproofError(error) ? error.code : String(error);
  }
}

describe('the catalogue', () => {
  test('knows these agents and releases', () => {
    expect(Agent.names()).toContain('cloudzero');
    expect(Agent.releases('cloudzero')).toEqual(['1.2.9', '1.2.10', '1.2.11', '1.2.12', '1.2.13']);
  });

  test('gives the same release by factory and by name, with or without a v', () => {
    expect(Agent.cloudZero('1.2.13')).toEqual(Agent.parse('cloudzero', '1.2.13'));
    expect(Agent.parse('cloudzero', 'v1.2.13').version).toBe('1.2.13');
    expect(Agent.cloudZero('1.2.13')).toMatchObject({ id: 'cloudzero', title: 'CloudZero Agent', version: '1.2.13' });
  });

  test.each(['1.2.8', '1.2.14', '1.2', '', 'latest', 'constructor'])('an unknown release (%j) names the known ones and the way out', (release) => {
    expect(() => Agent.cloudZero(release)).toThrow(`the catalogue does not know release "${release}" of CloudZero Agent, expected one of: 1.2.9, 1.2.10, 1.2.11, 1.2.12, 1.2.13; `
      + 'releases differ in their images and value keys, so none is guessed; describe this one with `Agent.custom`');
    expect(codeOf(() => Agent.cloudZero(release))).toBe('release-unknown');
  });

  test.each(['cloudzero-agent', '', 'toString'])('an unknown agent (%j) names the known ones', (name) => {
    expect(() => Agent.parse(name, '1.0.0')).toThrow(`the catalogue has no agent "${name}", expected one of: ${Agent.names().join(', ')}; describe another agent with \`Agent.custom\``);
    expect(codeOf(() => Agent.releases(name))).toBe('agent-unknown');
  });

  test('cannot be changed through what it gives out', () => {
    const { release } = Agent.cloudZero('1.2.13');
    release.images.length = 0;
    expect(Agent.cloudZero('1.2.13').release.images).not.toHaveLength(0);
  });
});

describe.each(Agent.releases('cloudzero'))('CloudZero Agent %s', (version) => {
  const { release } = Agent.cloudZero(version);

  test('every pod is reached by a pull secret slot that is always written', () => {
    const reached = release.pullSecretSlots.filter(({ onlyIfSet }) => onlyIfSet !== true).flatMap(({ reaches }) => reaches);
    expect(reached.sort()).toEqual(release.workloads.map(({ id }) => id).sort());
  });

  test('every image has a slot, and every image of the chart a container', () => {
    const slots = release.imageSlots.map(({ image }) => image);
    const used = new Set(release.workloads.flatMap(({ containers }) => containers.map(({ image }) => image)));
    expect(slots.sort()).toEqual(release.images.map(({ id }) => id).sort());
    expect(release.images.filter(({ id, source }) => source !== undefined && !used.has(id))).toEqual([]);
  });

  test('every trap says what happens, what to do, and where it can be read', () => {
    const ids = (release.traps ?? []).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, text, remedy, source } of release.traps ?? []) {
      expect([id, text !== '', remedy !== '', source !== '']).toEqual([id, true, true, true]);
    }
  });

  test('only 1.2.9 has an Alloy image of its own, and 1.2.13 has no reloader', () => {
    expect(release.images.find(({ id }) => id === 'alloy')?.source).toBe(version === '1.2.9' ? 'docker.io/grafana/alloy:v1.11.3' : undefined);
    expect(release.images.some(({ id }) => id === 'reloader')).toBe(version !== '1.2.13');
  });
});

describe('Agent.custom', () => {
  test('takes a description that fits together', () => {
    expect(Agent.custom(OWN)).toMatchObject({ id: 'own', title: 'Own agent', version: '1.0.0', release: OWN });
  });

  test('a newer release of a known agent can be described from the nearest one', () => {
    const known = Agent.cloudZero('1.2.13').release;
    expect(Agent.custom({ ...known, version: '1.2.14', chart: { ...known.chart, version: '1.2.14' } }).version).toBe('1.2.14');
  });

  test('copies what it is given', () => {
    const release = structuredClone(OWN);
    const agent = Agent.custom(release);
    release.images.length = 0;
    expect(agent.release.images).toHaveLength(1);
  });

  test('lists everything that does not fit together', () => {
    const broken: AgentRelease = {
      ...OWN,
      images: [{ id: 'main', source: 'NOT A REFERENCE' }, { id: 'main' }, { id: 'other', when: { path: 'a..b', truthy: true } }],
      imageSlots: [{ image: 'absent', fields: {} }, { image: 'main', fields: { repository: '' } }],
      pullSecretSlots: [{ path: '[0]', shape: 'objects', reaches: ['absent'] }],
      workloads: [{ id: 'main', kind: 'Job', name: 'x', account: 'absent', containers: [{ name: 'c', image: 'absent' }] }],
      accounts: [{ id: 'a', name: 'a', nameValue: 'x.' }],
      requiredValues: [{ oneOf: ['y['], text: '' }],
      traps: [{ id: 't', text: '', remedy: '', source: '', when: { path: 'z]', truthy: true } }],
    };
    try {
      Agent.custom(broken);
      throw new Error('the description was accepted');
    } catch (error) {
      expect(PullproofError.isPullproofError(error) && error.code).toBe('agent-invalid');
      expect(PullproofError.isPullproofError(error) && error.problems).toEqual([
        'image "main" is described twice',
        'image "main": "NOT A REFERENCE" is no image reference',
        'image "other": "a..b" is no path in chart values',
        'image slot 1: there is no image "absent"',
        'image slot 1: it has neither `whole` nor `repository` nor `registry`',
        'image slot 2: "" is no path in chart values',
        'pull secret slot: "[0]" is no path in chart values',
        'pull secret slot "[0]": there is no workload "absent"',
        'workload "main": there is no account "absent"',
        'workload "main": there is no image "absent"',
        'account "a": "x." is no path in chart values',
        'required value: "y[" is no path in chart values',
        'trap "t": "z]" is no path in chart values',
      ]);
    }
  });
});
