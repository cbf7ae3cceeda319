import type { AgentAccount, AgentRelease } from '../../src/agent';
import type { JsonObject } from '../../src/manifest';
import type { PullSecretSlot } from '../../src/relocate';
import { planCustom } from './custom-release';

function release(accounts: AgentAccount[], pullSecretSlots: PullSecretSlot[] = [], hooks: string[] = []): Partial<AgentRelease> {
  return {
    accounts, pullSecretSlots,
    workloads: accounts.map(({ id }) => ({ id, kind: 'Deployment', name: `{release}-${id}`, account: id, containers: [], hooks })),
  };
}

const NEVER = { anyOf: [] };
const EXTERNAL: AgentAccount = { id: 'app', name: 'default', nameValue: 'app.account', createWhen: NEVER, bindAs: '{release}-app' };

describe('an account that has to bring the pull secrets', () => {
  test('is named by the overrides, and has to be created', () => {
    const { overrides, accounts, notes } = planCustom(release([EXTERNAL], [], ['pre-install']));
    expect(overrides).toEqual({ app: { account: 'rel-app' } });
    expect(accounts).toEqual([{
      name: 'rel-app', namespace: 'apps', createdByChart: false, create: true, pullSecretNames: ['registry-pull'], hooks: ['pre-install'], workloads: ['app'],
    }]);
    expect(notes).toEqual([]);
  });

  test.each<[string, JsonObject]>([['nothing', {}], ['an empty text', { app: { account: '' } }], ['null', { app: { account: null } }]])('%s in its place counts as no name', (_what, values) => {
    expect(planCustom(release([EXTERNAL]), values).overrides).toEqual({ app: { account: 'rel-app' } });
  });

  test('that the user named stays his', () => {
    const { overrides, accounts, notes } = planCustom(release([EXTERNAL]), { app: { account: 'mine' } });
    expect(overrides).toEqual({});
    expect(accounts).toMatchObject([{ name: 'mine', create: false, pullSecretNames: ['registry-pull'] }]);
    expect(notes).toEqual([{ text: expect.stringMatching(/^no value of the chart brings pull secrets to the pods of app: the service account mine in namespace apps has to exist/) as string }]);
  });

  test('is left alone without pull secrets, and without pods', () => {
    expect(planCustom(release([EXTERNAL]), {}, { pullSecretName: undefined })).toMatchObject({ overrides: {}, accounts: [{ name: 'default', create: false, pullSecretNames: [] }] });
    expect(planCustom({ ...release([EXTERNAL]), workloads: [] })).toMatchObject({ overrides: {}, accounts: [] });
  });

  test('cannot be named below a text', () => {
    expect(planCustom(release([EXTERNAL]), { app: 'text' })).toMatchObject({ overrides: {}, conflicts: [{ path: 'app', given: '"text"' }] });
  });

  test('and cannot be bound without a value', () => {
    expect(() => planCustom(release([{ id: 'app', name: 'x', bindAs: 'y' }]))).toThrow(expect.objectContaining({ code: 'agent-invalid' }) as Error);
  });
});

describe('an account that the chart creates', () => {
  const created: AgentAccount = { id: 'app', name: '{release}-app', nameValue: 'app.account', createValue: 'app.create' };
  const slot: PullSecretSlot = { path: 'app.pullSecrets', shape: 'objects', reaches: ['app'], account: 'app' };
  const rest = { ...release([created], [slot]), defaults: { app: { create: true } } };

  test('gets the secrets by a value, and so do its pods', () => {
    const { overrides, accounts } = planCustom(rest);
    expect(overrides).toEqual({ app: { pullSecrets: [{ name: 'registry-pull' }] } });
    expect(accounts).toMatchObject([{ name: 'rel-app', createdByChart: true, create: false, pullSecretNames: [] }]);
  });

  test('needs them itself once the chart does not create it', () => {
    expect(planCustom(rest, { app: { create: false, account: 'mine' } }).accounts).toMatchObject([{ name: 'mine', createdByChart: false, create: false, pullSecretNames: ['registry-pull'] }]);
  });

  test('that no value reaches has to be given them', () => {
    expect(planCustom(release([created]), { app: { create: true } }).notes).toEqual([{ text: expect.stringContaining('is created by the chart and has to be given imagePullSecrets registry-pull') as string }]);
  });

  test('depends on a condition as well', () => {
    const conditional = release([{ ...created, createWhen: { path: 'rbac', truthy: true } }], [slot]);
    const createdBy = (values: JsonObject) => planCustom({ ...conditional, defaults: { app: { create: true } } }, values)
      .accounts.map(({ createdByChart }) => createdByChart);
    expect(createdBy({ rbac: true })).toEqual([true]);
    expect(createdBy({ rbac: false })).toEqual([false]);
  });

  test('twice under one name is a conflict', () => {
    const twin: AgentAccount = { id: 'twin', name: '{release}-twin', nameValue: 'twin.account' };
    const both = { ...release([created, twin]), defaults: { app: { create: true } } };
    expect(planCustom(both, {}).conflicts).toEqual([]);
    expect(planCustom(both, { twin: { account: 'rel-app' } }).conflicts).toMatchObject([{ path: 'twin.account', given: '"rel-app"', wanted: 'a name of its own' }]);
  });

  test('is not twice there when one of the two has no pods', () => {
    const twin: AgentAccount = { id: 'twin', name: '{release}-app' };
    expect(planCustom({ ...release([created]), accounts: [created, twin], defaults: { app: { create: true } } }).conflicts).toEqual([]);
  });
});

describe('role bindings for one name', () => {
  const fixed: AgentAccount = { ...EXTERNAL, bindAs: '{release}-hook', boundName: '{release}-hook' };

  test('are served by the name that is bound', () => {
    expect(planCustom(release([fixed])).overrides).toEqual({ app: { account: 'rel-hook' } });
    expect(planCustom(release([fixed]), { app: { account: 'rel-hook' } }).conflicts).toEqual([]);
  });

  test('make another name a conflict, with pull secrets or without', () => {
    const conflict = { path: 'app.account', given: '"hook"', wanted: '"rel-hook"' };
    expect(planCustom(release([fixed]), { app: { account: 'hook' } }).conflicts).toMatchObject([conflict]);
    expect(planCustom(release([fixed]), { app: { account: 'hook' } }, { pullSecretName: undefined }).conflicts).toMatchObject([conflict]);
  });
});

test('an account that does not exist is refused in a slot', () => {
  const slot: PullSecretSlot = { path: 'a', shape: 'objects', reaches: ['app'], account: 'absent' };
  expect(() => planCustom(release([EXTERNAL], [slot]))).toThrow(expect.objectContaining({ code: 'agent-invalid' }) as Error);
});
