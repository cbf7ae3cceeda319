import {
  deleteHarborRetention, ensureHarborEndpoint, ensureHarborImmutability, ensureHarborProject, ensureHarborRetention, readHarborImmutability,
  readHarborRetention, updateHarborRetention,
} from '../../src/harbor';
import type { HarborRetentionSpec } from '../../src/provision';
import { refusal, useHarbor } from './support';

const used = useHarbor();
const KEEP_TEN: HarborRetentionSpec = { rules: [{ keep: 'newest-pushed', count: 10 }] };

beforeEach(async () => {
  await ensureHarborProject(used.connect(), { name: 'agents' });
});

describe('retention', () => {
  test('a policy is what Harbor documents', async () => {
    await ensureHarborRetention(used.connect(), 'agents', {
      rules: [
        { keep: 'newest-pushed', count: 10 }, { keep: 'newest-pulled', count: 5, repositories: 'app/**', tags: 'v*', untagged: false },
        { keep: 'pushed-within-days', count: 30 }, { keep: 'pulled-within-days', count: 7 }, { keep: 'always', tags: 'stable' },
      ],
      schedule: '0 30 2 * * *',
    });
    const selectors = (repositories: string, tags: string, untagged: boolean): object => ({
      scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: repositories }] },
      tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: tags, extras: `{"untagged":${untagged}}` }],
    });

    expect(JSON.parse(used.harbor.bodies.at(-1) ?? '')).toEqual({
      algorithm: 'or', scope: { level: 'project', ref: 1 }, trigger: { kind: 'Schedule', settings: { cron: '0 30 2 * * *' }, references: {} },
      rules: [
        { disabled: false, action: 'retain', template: 'latestPushedK', params: { latestPushedK: 10 }, ...selectors('**', '**', true) },
        { disabled: false, action: 'retain', template: 'latestPulledN', params: { latestPulledN: 5 }, ...selectors('app/**', 'v*', false) },
        { disabled: false, action: 'retain', template: 'nDaysSinceLastPush', params: { nDaysSinceLastPush: 30 }, ...selectors('**', '**', true) },
        { disabled: false, action: 'retain', template: 'nDaysSinceLastPull', params: { nDaysSinceLastPull: 7 }, ...selectors('**', '**', true) },
        { disabled: false, action: 'retain', template: 'always', params: {}, ...selectors('**', 'stable', true) },
      ],
    });
  });

  test('reads it back, and finds what somebody changed', async () => {
    const id = await ensureHarborRetention(used.connect(), 'agents', KEEP_TEN);

    expect((await readHarborRetention(used.connect(), id, KEEP_TEN))?.drift).toEqual([]);
    expect((await readHarborRetention(used.connect(), id, { rules: [{ keep: 'newest-pushed', count: 9 }], schedule: '0 0 3 * * *' }))?.drift).toEqual(['rules', 'schedule']);
    await updateHarborRetention(used.connect(), id, { rules: [{ keep: 'newest-pushed', count: 9 }], schedule: '0 0 3 * * *' });
    expect((await readHarborRetention(used.connect(), id, { rules: [{ keep: 'newest-pushed', count: 9 }], schedule: '0 0 3 * * *' }))?.drift).toEqual([]);
  });

  test('a rule that cannot be said here, or is off, is drift', async () => {
    const id = await ensureHarborRetention(used.connect(), 'agents', KEEP_TEN);
    const stored = used.harbor.state.retentions.get(id)?.policy as { rules: Record<string, unknown>[] };
    stored.rules.push({ ...stored.rules[0], template: 'latestActiveK' }, { ...stored.rules[0], disabled: true });

    expect(await readHarborRetention(used.connect(), id, KEEP_TEN)).toMatchObject({ drift: ['rules'], retention: { others: 2 } });
  });

  test('a project has one: it is not replaced unasked', async () => {
    const id = await ensureHarborRetention(used.connect(), 'agents', KEEP_TEN);

    expect(await refusal(ensureHarborRetention(used.connect(), 'agents', KEEP_TEN))).toMatchObject({ code: 'harbor-conflict' });
    expect(await ensureHarborRetention(used.connect(), 'agents', { rules: [{ keep: 'always' }] }, { takeOver: true })).toBe(id);
  });

  test('a proxy cache comes with one, which is replaced', async () => {
    await ensureHarborEndpoint(used.connect(), { name: 'quay', type: 'docker-registry', url: 'https://quay.io' });
    const { retentionId } = await ensureHarborProject(used.connect(), { name: 'quay', proxyOf: 'quay' });

    expect(await ensureHarborRetention(used.connect(), 'quay', KEEP_TEN)).toBe(retentionId);
    expect((await readHarborRetention(used.connect(), retentionId ?? 0, KEEP_TEN))?.drift).toEqual([]);
  });

  test('deleting says whether it was still there, though Harbor answers 400 to that', async () => {
    const id = await ensureHarborRetention(used.connect(), 'agents', KEEP_TEN);

    expect([await deleteHarborRetention(used.connect(), id), await deleteHarborRetention(used.connect(), id)]).toEqual([true, false]);
    expect(await readHarborRetention(used.connect(), id, KEEP_TEN)).toBeUndefined();
    expect((await refusal(updateHarborRetention(used.connect(), id, KEEP_TEN))).code).toBe('harbor-not-found');
  });

  test('without the project there is none', async () => {
    expect((await refusal(ensureHarborRetention(used.connect(), 'nowhere', KEEP_TEN))).message).toBe('[harbor] there is no project "nowhere"; create it first');
  });

  test('what Harbor would refuse is refused before it is asked', async () => {
    expect((await refusal(ensureHarborRetention(used.connect(), 'agents', {
      schedule: 'Daily', rules: [{ keep: 'always', count: 1 }, { keep: 'newest-pushed' }, { keep: 'newest-pulled', count: 0 }, { keep: 'always', repositories: '', tags: '' }],
    }))).message.split('\n  - ').slice(1)).toEqual([
      'the schedule must have six fields, seconds first (got "Daily")', 'rule 1: "always" takes no count', 'rule 2: "newest-pushed" needs a count, 1 or more (got undefined)',
      'rule 3: "newest-pulled" needs a count, 1 or more (got 0)', 'rule 4: the pattern of repositories is empty, "**" stands for all', 'rule 4: the pattern of tags is empty, "**" stands for all',
    ]);
    expect((await refusal(ensureHarborRetention(used.connect(), 'agents', { rules: [] }))).message).toContain('a retention policy has 1 to 15 rules (got 0)');
  });
});

describe('immutable tags', () => {
  test('a rule is what Harbor documents', async () => {
    const ids = await ensureHarborImmutability(used.connect(), 'agents', [{ tags: 'v*' }]);

    expect(ids).toHaveLength(1);
    expect(JSON.parse(used.harbor.bodies.at(-1) ?? '')).toEqual({
      disabled: false, action: 'immutable', template: 'immutable_template', priority: 0,
      scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: '**' }] },
      tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: 'v*' }],
    });
  });

  test('makes what is missing, keeps what is there, and deletes what is ours and not declared any more', async () => {
    const [byHand] = await ensureHarborImmutability(used.connect(), 'agents', [{ tags: 'by-hand' }]);
    const first = await ensureHarborImmutability(used.connect(), 'agents', [{}, { tags: 'v*' }]);
    const second = await ensureHarborImmutability(used.connect(), 'agents', [{ repositories: 'app/**' }, { tags: 'v*' }], first);

    expect(second[1]).toBe(first[1]);
    expect([...used.harbor.state.immutableRules.keys()].sort()).toEqual([byHand, first[1], second[0]].sort());
  });

  test('finds what somebody changed', async () => {
    const ids = await ensureHarborImmutability(used.connect(), 'agents', [{ tags: 'v*' }, {}]);
    expect((await readHarborImmutability(used.connect(), 'agents', ids, [{}, { tags: 'v*' }]))?.drift).toEqual([]);
    used.harbor.state.immutableRules.delete(ids[0] ?? 0);
    expect((await readHarborImmutability(used.connect(), 'agents', ids, [{}, { tags: 'v*' }]))?.drift).toEqual(['rules']);
    used.harbor.state.immutableRules.clear();
    expect(await readHarborImmutability(used.connect(), 'agents', ids, [{}])).toBeUndefined();
  });

  test('an empty pattern is refused', async () => {
    expect((await refusal(ensureHarborImmutability(used.connect(), 'agents', [{ tags: '' }]))).message).toContain('immutable tags: the pattern of tags is empty, "**" stands for all');
  });
});
