import { auditYaml, deployment, findingsOf, wordsOf } from '../support';

const RULE = 'image-unparsable';
const REMEDY = 'look at the values the chart builds it from: an empty repository, tag or digest renders such a text';

describe(RULE, () => {
  test.each([
    ['an empty tag', 'harbor.example.com/agents/server:'],
    ['an upper-case path', 'harbor.example.com/Agents/server:1'],
    ['an empty digest', 'harbor.example.com/agents/server@'],
    ['a template that nobody rendered', '{{ .Values.image }}'],
    ['a doubled slash', 'harbor.example.com//agents/server:1'],
    ['a scheme', 'https://harbor.example.com/agents/server:1'],
  ])('Noncompliant: %s', (_, image) => {
    expect(findingsOf(RULE, deployment({ image: `'${image}'` })).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec.containers[0].image',
      image,
      reason: `"${image}" is not an image reference`,
      remedy: REMEDY,
    }]);
  });

  test.each(["''", 'null', '7', '{repository: a}'])('Noncompliant: no image at all (%s)', (image) => {
    expect(findingsOf(RULE, deployment({ image })).map(({ image: shown, reason }) => [shown, reason])).toEqual([['', 'a container has no image']]);
  });

  test.each([
    ['Deployment', 'apps/v1', 'spec: {template: {spec: {containers: []}}}'],
    ['Deployment', 'apps/v1', 'spec: {template: {}}'],
    ['Job', 'batch/v1', 'spec: {template: {spec: {containers: null}}}'],
    ['CronJob', 'batch/v1', 'spec: {schedule: "@daily"}'],
    ['Pod', 'v1', 'spec: {containers: {main: {image: "harbor.example.com/agents/server:1"}}}'],
    ['Pod', 'v1', 'spec: {containers: ["harbor.example.com/agents/server:1"]}'],
  ])('Noncompliant: a %s without containers (%s, %s)', (kind, apiVersion, spec) => {
    const verdict = auditYaml(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n${spec}`);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: `${kind} default/a`,
      reason: 'no container can be found where a pod must have one',
      remedy: 'look at the template of the pod: its containers are missing, or not a list',
    }]);
  });

  test('Compliant: tag, digest and both', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const image of ['harbor.example.com/agents/server:1', `harbor.example.com/agents/server@${digest}`, `harbor.example.com/agents/server:1@${digest}`]) {
      expect(findingsOf(RULE, deployment({ image }))).toEqual([]);
    }
  });
});
