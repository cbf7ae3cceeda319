import { auditYaml, deployment, externalSecret, findingsOf, wordsOf } from '../support';

const RULE = 'image-floating-tag';

describe(RULE, () => {
  test.each([
    ['no tag', 'harbor.example.com/agents/server', 'the image has no tag, which means latest'],
    ['latest', 'harbor.example.com/agents/server:latest', 'the tag latest moves'],
  ])('Noncompliant: %s', (_, image, reason) => {
    const verdict = auditYaml([externalSecret(), deployment({ image })]);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'Deployment agents/server spec.template.spec.containers[0].image',
      image,
      reason,
      remedy: 'name a version, or pin the digest',
    }]);
    expect(verdict.proven).toBe(true);
    expect(auditYaml([externalSecret(), deployment({ image })], { strict: true }).proven).toBe(false);
  });

  test('Compliant: a version, or a digest whatever the tag says', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    for (const image of ['harbor.example.com/agents/server:latest-1', `harbor.example.com/agents/server@${digest}`, `harbor.example.com/agents/server:latest@${digest}`]) {
      expect(findingsOf(RULE, deployment({ image }))).toEqual([]);
    }
  });
});
