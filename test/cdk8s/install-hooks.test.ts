import { splitHooks } from '../../src/cdk8s/install-hooks';
import { parseManifests } from '../../src/manifest';

function job(name: string, hook?: string): string {
  const annotations = hook === undefined ? '' : `, annotations: {helm.sh/hook: "${hook}"}`;
  return `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}${annotations}}\n---\n`;
}

function split(text: string): { kept: string[]; leftOut: readonly string[] } {
  const { kept, leftOut } = splitHooks(parseManifests(text).resources);
  return { kept: kept.map(({ name }) => name), leftOut };
}

describe('hooks of a rendered chart', () => {
  test('ordinary objects and hooks of an install are kept', () => {
    expect(split(job('plain') + job('pre', 'pre-install') + job('both', 'post-upgrade, post-install') + job('empty', ''))).toEqual({
      kept: ['plain', 'pre', 'both', 'empty'], leftOut: [],
    });
  });

  test('a hook that cleans up before a deletion is left out, and said so', () => {
    expect(split(job('cleaner', 'pre-delete') + job('upgrader', 'pre-upgrade') + job('check', 'test'))).toEqual({
      kept: [],
      leftOut: [
        'Job cleaner is left out: its hook (pre-delete) is none that an install runs',
        'Job upgrader is left out: its hook (pre-upgrade) is none that an install runs',
        'Job check is left out: its hook (test) is none that an install runs',
      ],
    });
  });
});
