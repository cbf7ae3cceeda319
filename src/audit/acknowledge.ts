import { Problems, quote } from '../error';
import type { Acknowledgement, Finding } from './finding';
import { describeObject } from './location';

/** Rules that nobody can wave through: a proof over a stream that was not read proves nothing. */
const NEVER: ReadonlySet<string> = new Set(['document-unparsed', 'stream-empty']);

/**
 * Marks the findings that somebody accepted.
 *
 * @throws PullproofError `acknowledgement-invalid` for an empty reason, an unknown rule, or one that cannot be accepted.
 */
export function acknowledge(
  findings: readonly Finding[], acknowledgements: readonly Acknowledgement[], knownRules: readonly string[],
): Finding[] {
  const problems = new Problems();
  for (const { rule, reason } of acknowledgements) {
    if (!knownRules.includes(rule)) {
      problems.add(`there is no rule ${quote(rule)} (known: ${knownRules.join(', ')})`);
    } else if (NEVER.has(rule)) {
      problems.add(`rule ${quote(rule)} cannot be acknowledged: what was not read cannot be proven`);
    }
    if (reason.trim() === '') {
      problems.add(`the acknowledgement of ${quote(rule)} has no reason`);
    }
  }
  problems.throwIfAny({ code: 'acknowledgement-invalid', what: 'findings are acknowledged in a way that does not hold' });
  const reasons = new Map<string, string>();
  for (const { rule, resource, reason } of acknowledgements) {
    const key = keyOf(rule, resource);
    reasons.set(key, reasons.get(key) ?? reason);
  }
  return findings.map((finding) => {
    // Only an acknowledgement marks a finding: a rule of one's own cannot accept what it finds.
    const { acknowledged, ...bare } = finding;
    const reason = reasons.get(keyOf(finding.rule, describeObject(finding.location))) ?? reasons.get(keyOf(finding.rule, undefined));
    return reason === undefined ? (acknowledged === undefined ? finding : bare) : { ...bare, acknowledged: reason };
  });
}

function keyOf(rule: string, resource: string | undefined): string {
  return resource === undefined ? rule : `${rule}@${resource}`;
}
