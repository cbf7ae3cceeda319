import type { AgentRelease } from '../../src/agent';
import { planCustom } from './custom-release';

const RELEASE: Partial<AgentRelease> = {
  defaults: { app: { policy: 'IfNotPresent' } },
  pullSecretSlots: [{ path: 'app.pullSecrets', shape: 'objects', reaches: [] }],
  workarounds: [{
    path: 'app.policy', value: '', text: 'the configuration breaks', source: 'templates/config.yaml',
    when: { allOf: [{ path: 'app.pullSecrets', truthy: true }, { path: 'app.policy', truthy: true }] },
  }],
};

describe('a work-around', () => {
  test('becomes an override when the overrides call for it', () => {
    expect(planCustom(RELEASE).overrides).toEqual({ app: { pullSecrets: [{ name: 'registry-pull' }], policy: '' } });
  });

  test('is left out when they do not', () => {
    expect(planCustom(RELEASE, {}, { pullSecretName: undefined }).overrides).toEqual({});
  });

  test('never overwrites a value of the user', () => {
    const plan = planCustom(RELEASE, { app: { policy: 'Always' } });
    expect(plan.overrides).toEqual({ app: { pullSecrets: [{ name: 'registry-pull' }] } });
    expect(plan.conflicts).toEqual([{ path: 'app.policy', given: '"Always"', wanted: '""', reason: 'the configuration breaks', remedy: 'remove the value' }]);
  });

  test('has nothing to do where the user did it', () => {
    expect(planCustom(RELEASE, { app: { policy: '' } })).toMatchObject({ overrides: { app: { pullSecrets: [{ name: 'registry-pull' }] } }, conflicts: [] });
  });

  test('with a broken path is refused', () => {
    expect(() => planCustom({ workarounds: [{ path: 'a..b', value: 1, text: 'x', source: 'y' }] })).toThrow(expect.objectContaining({ code: 'agent-invalid' }) as Error);
  });
});

describe('a trap of the defaults', () => {
  const trap = { id: 'floating', text: '{release} floats', remedy: 'pin it', source: 'values.yaml', when: { path: 'tag', oneOf: ['latest'] } };

  test('is told only when it asks for that', () => {
    expect(planCustom({ defaults: { tag: 'latest' }, traps: [trap] }).notes).toEqual([]);
    expect(planCustom({ defaults: { tag: 'latest' }, traps: [{ ...trap, evenByDefault: true }] }).notes).toEqual([{ text: 'rel floats; pin it' }]);
  });

  test('names the value when the user set it', () => {
    expect(planCustom({ traps: [{ ...trap, evenByDefault: true }] }, { tag: 'latest' }).notes).toEqual([{ path: 'tag', text: 'rel floats; pin it' }]);
  });

  test('that asks about a value twice is told once', () => {
    const twice = { ...trap, when: { allOf: [{ path: 'tag', truthy: true }, { path: 'tag', oneOf: ['latest'] }] } };
    expect(planCustom({ traps: [twice] }, { tag: 'latest' }).notes).toHaveLength(1);
  });
});
