import { audit } from '../../../src/audit';
import type { AuditOptions } from '../../../src/audit';
import { parseReference } from '../../../src/image';
import { streamFromObjects } from '../../../src/manifest';
import type { JsonObject } from '../../../src/manifest';
import { deployment, expectSound, findingsOf, HARBOR, wordsOf } from '../support';

const RULE = 'image-altered';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const OPTIONS: Partial<AuditOptions> = {
  expected: [{ references: ['harbor.example.com/agents/acme/server:1.2.3', `harbor.example.com/agents/acme/proxy:2@${DIGEST}`].map((text) => parseReference(text)) }],
};

describe(RULE, () => {
  test.each([
    ['another tag', 'harbor.example.com/agents/acme/server:latest', '"harbor.example.com/agents/acme/server:1.2.3"'],
    ['no tag', 'harbor.example.com/agents/acme/server', '"harbor.example.com/agents/acme/server:1.2.3"'],
    ['a digest added', `harbor.example.com/agents/acme/server:1.2.3@${DIGEST}`, '"harbor.example.com/agents/acme/server:1.2.3"'],
    ['the digest dropped', 'harbor.example.com/agents/acme/proxy:2', `"harbor.example.com/agents/acme/proxy:2@${DIGEST}"`],
    ['the tag dropped', `harbor.example.com/agents/acme/proxy@${DIGEST}`, `"harbor.example.com/agents/acme/proxy:2@${DIGEST}"`],
    ['another digest', `harbor.example.com/agents/acme/proxy:2@sha256:${'b'.repeat(64)}`, `"harbor.example.com/agents/acme/proxy:2@${DIGEST}"`],
    ['the prefix twice', 'harbor.example.com/agents/agents/acme/server:1.2.3', '"harbor.example.com/agents/acme/server:1.2.3"'],
    ['the host twice', 'harbor.example.com/agents/harbor.example.com/agents/acme/server:1.2.3', '"harbor.example.com/agents/acme/server:1.2.3"'],
    ['a part of the path dropped', 'harbor.example.com/agents/server:1.2.3', '"harbor.example.com/agents/acme/server:1.2.3"'],
  ])('Noncompliant: %s', (_, image, wanted) => {
    expect(findingsOf(RULE, deployment({ image }), OPTIONS).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec.containers[0].image',
      image,
      reason: expect.stringMatching(/^".*" differs from the relocated /) as string,
      remedy: 'keep the path, tag and digest of the relocation: mirror tools copy exactly those',
    }]);
    expect(findingsOf(RULE, deployment({ image }), OPTIONS)[0]?.reason.endsWith(`differs from the relocated ${wanted}`)).toBe(true);
  });

  test('Noncompliant: a private image that nobody knows is a warning', () => {
    const image = 'harbor.example.com/agents/acme/extra:1';
    expect(findingsOf(RULE, deployment({ image }), OPTIONS).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'Deployment agents/server spec.template.spec.containers[0].image',
      image,
      reason: `"${image}" is not the relocation of any known image`,
      remedy: 'if it is an addition of your own, mirror it and acknowledge the finding; if not, its path went wrong',
    }]);
  });

  test('Compliant: exactly what was relocated', () => {
    expect(findingsOf(RULE, [deployment({ image: 'harbor.example.com/agents/acme/server:1.2.3' }),
      deployment({ name: 'b', image: `harbor.example.com/agents/acme/proxy:2@${DIGEST}` })], OPTIONS)).toEqual([]);
  });

  test('Compliant: an image that is not private has a rule of its own', () => {
    expect(findingsOf(RULE, deployment({ image: 'docker.io/acme/server:2' }), OPTIONS)).toEqual([]);
  });

  test('Compliant: nothing is compared when nothing is expected', () => {
    expect(findingsOf(RULE, deployment({ image: 'harbor.example.com/agents/acme/server:2' }))).toEqual([]);
  });

  test('what is expected of one construct says nothing about its neighbours', () => {
    const pod = (name: string): JsonObject =>
      ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'c', image: 'harbor.example.com/agents/acme/server:9' }] } });
    const verdict = audit(streamFromObjects([
      { object: pod('ours'), construct: 'app/agent/pod' },
      { object: pod('self'), construct: 'app/agent' },
      { object: pod('other'), construct: 'app/agent-b/pod' },
    ]), { registries: [HARBOR], expected: [{ construct: 'app/agent', references: [parseReference('harbor.example.com/agents/acme/server:1')] }] });
    expectSound(verdict);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map(({ location }) => location.construct)).toEqual(['app/agent/pod', 'app/agent']);
  });
});
