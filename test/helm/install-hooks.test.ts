import { flattenHooks } from '../../src/helm';
import { parseManifests } from '../../src/manifest';

function job(name: string, annotations = ''): string {
  return `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}${annotations === '' ? '' : `, annotations: {${annotations}}`}}\n---\n`;
}

function flatten(text: string): { objects: unknown[]; notes: readonly string[] } {
  const { resources, notes } = flattenHooks(parseManifests(text).resources);
  return { objects: resources.map(({ object }) => object.metadata), notes };
}

describe('hooks of a rendered chart', () => {
  test('become ordinary objects at their place in an install, by weight, their other annotations kept', () => {
    const text = job('after', 'helm.sh/hook: post-install') + job('plain')
      + job('second', 'helm.sh/hook: "pre-install, pre-upgrade", helm.sh/hook-weight: "5", team: a')
      + job('first', 'helm.sh/hook: pre-install, helm.sh/hook-weight: "-1", helm.sh/hook-delete-policy: hook-succeeded');
    expect(flatten(text)).toEqual({
      objects: [{ name: 'first' }, { name: 'second', annotations: { team: 'a' } }, { name: 'plain' }, { name: 'after' }],
      notes: [
        'Job after is an ordinary object here: it was a hook (post-install)',
        'Job second is an ordinary object here: it was a hook (pre-install, pre-upgrade)',
        'Job first is an ordinary object here: it was a hook (pre-install)',
      ],
    });
  });

  test('that an install does not run are left out, and said so', () => {
    expect(flatten(job('cleaner', 'helm.sh/hook: pre-delete') + job('upgrader', 'helm.sh/hook: pre-upgrade') + job('check', 'helm.sh/hook: test'))).toEqual({
      objects: [],
      notes: [
        'Job cleaner is left out: its hook (pre-delete) is none that an install runs',
        'Job upgrader is left out: its hook (pre-upgrade) is none that an install runs',
        'Job check is left out: its hook (test) is none that an install runs',
      ],
    });
  });

  test('a chart without hooks stays as it is', () => {
    expect(flatten(job('a') + job('b', 'team: a') + job('c', 'helm.sh/hook: ""'))).toEqual({
      objects: [{ name: 'a' }, { name: 'b', annotations: { team: 'a' } }, { name: 'c', annotations: { 'helm.sh/hook': '' } }], notes: [],
    });
  });
});
