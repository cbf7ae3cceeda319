import { SecretValue } from '../../src/credential';
import { planMirror } from '../../src/mirror';
import type { MirrorPlan } from '../../src/mirror';
import { printAvailabilityText, pullsOfMirrorPlan } from '../../src/preflight';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';
import { CANARY_PASSWORD } from '../support/canary';

const DIGEST = `sha256:${'b'.repeat(64)}`;

const PLAN: MirrorPlan = planMirror({
  relocation: new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) }),
  sources: [{ kind: 'images', images: ['quay.io/acme/app:1.2', `nginx:1.27@${DIGEST}`, 'harbor.example.com/agents/own:1'], reason: 'list.txt' }],
  platforms: ['linux/amd64'],
  digests: { 'quay.io/acme/app:1.2': `sha256:${'c'.repeat(64)}` },
});

test('the private side is every reference that manifests will have, with digest and platforms of the plan', () => {
  const { pulls, unchecked } = pullsOfMirrorPlan(PLAN, { name: 'plan.json' });

  expect(unchecked).toEqual([]);
  const shown = pulls.map(({ image, digest, platforms, standing, uses }) => [
    image, digest, platforms, standing, uses.map(({ reason, location }) => [reason, location.kind, location.name]),
  ]);
  expect(shown).toEqual([
    ['harbor.example.com/agents/acme/app:1.2', `sha256:${'c'.repeat(64)}`, ['linux/amd64'], 'known', [[expect.stringContaining('list.txt'), 'MirrorPlan', 'plan.json']]],
    [`harbor.example.com/agents/library/nginx:1.27@${DIGEST}`, DIGEST, ['linux/amd64'], 'known', [[expect.stringContaining('list.txt'), 'MirrorPlan', 'plan.json']]],
    ['harbor.example.com/agents/own:1', undefined, [], 'known', [[expect.stringContaining('list.txt'), 'MirrorPlan', 'plan.json']]],
  ]);
});

test('the source side is what there is to copy', () => {
  expect(pullsOfMirrorPlan(PLAN, { name: 'p', side: 'source' }).pulls.map(({ image }) => image)).toEqual(['quay.io/acme/app:1.2', `docker.io/library/nginx:1.27@${DIGEST}`]);
});

test('logins and platforms that are given go before those of the plan', () => {
  const entries = [{ registry: 'harbor.example.com', username: 'robot', password: SecretValue.unsafePlainText(CANARY_PASSWORD) }];
  const { pulls } = pullsOfMirrorPlan(PLAN, { name: 'p', platforms: ['linux/arm64'], given: { entries, name: 'auth.json' } });

  expect(pulls.map(({ platforms, credentials, uses }) => [platforms, credentials.length, uses[0]?.sources])).toEqual(Array(3).fill([['linux/arm64'], 1, ['auth.json']]));
});

test('the report says who needs an image', () => {
  const { pulls } = pullsOfMirrorPlan(PLAN, { name: 'plan.json' });
  const images = pulls.slice(0, 1).map(({ image, uses }) => ({
    image, uses, state: 'absent' as const, exporterState: 'absent' as const, reason: 'manifest-unknown' as const, cause: 'no', remedy: 'copy',
  }));

  expect(printAvailabilityText({ available: false, images, unchecked: [] })).toContain('\n    list.txt (plan.json)\n');
});
