import { audit } from '../../../src/audit';
import { parseManifests } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../../support/canary';
import { auditYaml, deployment, externalSecret, findingsOf, HARBOR } from '../support';

const PROVEN = [externalSecret(), deployment()];

describe('document-unparsed', () => {
  test('Noncompliant: a document that is no object', () => {
    expect(findingsOf('document-unparsed', [...PROVEN, 'just a text'])).toEqual([{
      rule: 'document-unparsed',
      severity: 'error',
      location: { apiVersion: '', kind: '', name: '', file: 'rendered.yaml', line: 32 },
      reason: 'document 3 cannot be read: it is a text, not a Kubernetes object',
      remedy: 'mend the document, or leave it out of the stream: what cannot be read cannot be proven',
    }]);
  });

  test.each([
    ['broken YAML', 'a: [1'],
    ['an object without kind', 'apiVersion: v1\nmetadata: {name: x}'],
    ['an object without name', 'apiVersion: v1\nkind: Secret'],
    ['a list with a text in it', 'apiVersion: v1\nkind: List\nitems: [text]'],
    ['an alias without anchor', 'a: *b'],
    ['a number', '7'],
  ])('Noncompliant: %s is never proven', (_, text) => {
    const verdict = auditYaml([...PROVEN, text]);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.map(({ rule }) => rule)).toEqual(['document-unparsed']);
  });

  test('Noncompliant: the item of a list is named', () => {
    const [finding] = findingsOf('document-unparsed', 'apiVersion: v1\nkind: List\nitems: [7]');
    expect(finding?.reason).toBe('document 1/items/0 cannot be read: it is a number, not a Kubernetes object');
  });

  test('Compliant: every document is an object', () => {
    expect(auditYaml(PROVEN).proven).toBe(true);
  });

  test('the text that cannot be read is never quoted', () => {
    const [finding] = findingsOf('document-unparsed', `password: "${CANARY_PASSWORD}\n---\n`);
    expect(finding?.reason).not.toContain(CANARY_PASSWORD);
  });

  test('cannot be acknowledged', () => {
    expect(() => audit(parseManifests('x'), { registries: [HARBOR], acknowledgements: [{ rule: 'document-unparsed', reason: 'we know' }] }))
      .toThrow('rule "document-unparsed" cannot be acknowledged: what was not read cannot be proven');
  });
});
