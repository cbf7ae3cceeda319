import { audit } from '../../../src/audit';
import { parseManifests } from '../../../src/manifest';
import { auditYaml, findingsOf, HARBOR, namespace } from '../support';

describe('stream-empty', () => {
  test.each(['', '\n', '# nothing but a comment\n', '---\n---\n', 'null\n', 'apiVersion: v1\nkind: List\nitems: []\n'])('Noncompliant: %j', (text) => {
    const verdict = auditYaml(text);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings).toEqual([{
      rule: 'stream-empty',
      severity: 'error',
      location: { apiVersion: '', kind: '', name: '' },
      reason: 'there is no object to audit: an empty input proves nothing',
      remedy: 'check the command that made the manifests; a failed `helm template` prints nothing',
    }]);
  });

  test('Compliant: one object', () => {
    expect(findingsOf('stream-empty', namespace())).toEqual([]);
  });

  test('Compliant: a document that cannot be read has its own rule', () => {
    expect(findingsOf('stream-empty', 'just a text')).toEqual([]);
  });

  test('cannot be acknowledged', () => {
    expect(() => audit(parseManifests(''), { registries: [HARBOR], acknowledgements: [{ rule: 'stream-empty', reason: 'we know' }] }))
      .toThrow('rule "stream-empty" cannot be acknowledged: what was not read cannot be proven');
  });
});
