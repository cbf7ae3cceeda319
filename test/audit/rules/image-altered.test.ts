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

  test('Noncompliant: the same is an error where the expected images are all that there can be', () => {
    const image = 'harbor.example.com/agents/acme/extra:1';
    const complete = { expected: OPTIONS.expected?.map((one) => ({ ...one, complete: true })) ?? [] };
    expect(findingsOf(RULE, deployment({ image }), complete).map(({ severity }) => severity)).toEqual(['error']);
    expect(findingsOf(RULE, deployment({ image: 'harbor.example.com/agents/acme/server:1.2.3' }), complete)).toEqual([]);
  });

  test.each([
    ['an argument that does not speak of images', 'args: [--reloader=harbor.example.com/agents/acme/server]', 'spec.template.spec.containers[0].args[0]'],
    ['a variable that does not speak of images', 'env: [{name: RELOADER, value: harbor.example.com/agents/acme/server}]', 'spec.template.spec.containers[0].env[0].value'],
    ['a script', 'command: [sh, -c, "run harbor.example.com/agents/acme/server; exit"]', 'spec.template.spec.containers[0].command[2]'],
  ])('Noncompliant: a name without tag in %s', (_, extra, path) => {
    const found = findingsOf(RULE, deployment({ image: `harbor.example.com/agents/acme/server:1.2.3\n          ${extra}` }), OPTIONS);
    expect(found.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: `Deployment agents/server ${path}`,
      image: 'harbor.example.com/agents/acme/server',
      reason: '"harbor.example.com/agents/acme/server" lacks the tag or digest of the relocated "harbor.example.com/agents/acme/server:1.2.3"',
      remedy: 'keep the path, tag and digest of the relocation: mirror tools copy exactly those',
    }]);
  });

  test.each([
    ['the registry alone', 'harbor.example.com/agents'],
    ['a path that is no image', 'harbor.example.com/agents/acme'],
    ['a name whose tag is filled in later', 'harbor.example.com/agents/acme/server:${VERSION}'],
    ['an address', 'https://harbor.example.com/agents/acme/server'],
    ['another host that ends the same', 'eu.harbor.example.com/agents/acme/server'],
    ['another project', 'harbor.example.com/agents-b/acme/server'],
  ])('Compliant: %s in a place that does not speak of images', (_, text) => {
    expect(findingsOf(RULE, deployment({ image: `harbor.example.com/agents/acme/server:1.2.3\n          env: [{name: PLACE, value: "${text}"}]` }), OPTIONS)).toEqual([]);
  });

  test('Compliant: a name whose tag stands beside it', () => {
    const resource = 'apiVersion: example.com/v1\nkind: Agent\nmetadata: {name: a, namespace: agents}\nspec: {agent: {repository: harbor.example.com/agents/acme/server, tag: 1.2.3}}';
    expect(findingsOf(RULE, resource, OPTIONS)).toEqual([]);
  });

  test('Compliant: a name that is relocated without tag', () => {
    const expected = [{ references: [parseReference('harbor.example.com/agents/acme/server'), parseReference('harbor.example.com/agents/acme/server:1.2.3')] }];
    expect(findingsOf(RULE, deployment({ image: 'harbor.example.com/agents/acme/server:1.2.3\n          args: [--base=harbor.example.com/agents/acme/server]' }), { expected })).toEqual([]);
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
