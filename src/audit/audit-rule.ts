import { Problems, quote } from '../error';
import type { AuditContext } from './context';
import type { Finding, FindingLocation } from './finding';
import { reportImages, reportPods } from './reported';
import type { Rule } from './rule';
import type { ReportedImage, ReportedPod } from './verdict';

/** One object of the audited stream. */
export interface AuditedObject {
  /** Where it came from. */
  readonly location: FindingLocation;
  /** The object as it will be applied. Do not change it. */
  readonly object: { [key: string]: unknown };
}

/** What a rule of one's own looks at: the final objects, every image reference and every pod of them. */
export interface AuditSubject {
  /** Every object of the stream, in the order it will be applied; lists are opened. */
  readonly objects: AuditedObject[];
  /** Every image reference of the stream. */
  readonly images: ReportedImage[];
  /** Every pod of the stream. */
  readonly pods: ReportedPod[];
}

/**
 * A rule of one's own, checked after the built-in ones.
 *
 * Keep it pure: the same subject must give the same findings. The id is a contract with everybody who acknowledges
 * its findings, so give it a prefix of the organisation, such as `acme-team-label`. Every finding is reported under
 * this id, whatever it says itself.
 */
export interface IAuditRule {
  /** Stable id in kebab case. */
  readonly id: string;
  /** What the rule demands, in one sentence. */
  readonly title: string;
  /** Every violation in the subject. */
  check(subject: AuditSubject): Finding[];
}

/**
 * Lets rules of one's own run beside the built-in ones.
 *
 * @throws PullproofError `rule-invalid` for an id that is taken, or is not in kebab case.
 */
export function adaptRules(rules: readonly IAuditRule[], builtIn: readonly Rule[]): Rule[] {
  const problems = new Problems();
  const taken = new Set(builtIn.map((rule) => rule.id));
  for (const { id } of rules) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
      problems.add(`the id ${quote(id)} is not in kebab case`);
    }
    if (taken.has(id)) {
      problems.add(`the id ${quote(id)} is taken by another rule`);
    }
    taken.add(id);
  }
  problems.throwIfAny({ code: 'rule-invalid', what: 'rules cannot be added to the audit', remedy: 'give each an id of its own, such as acme-team-label' });
  let subject: AuditSubject | undefined;
  return rules.map((rule) => ({
    id: rule.id,
    title: rule.title,
    check: (context) => {
      subject ??= subjectOf(context);
      return rule.check(subject).map((finding) => ({ ...finding, rule: rule.id }));
    },
  }));
}

function subjectOf(context: AuditContext): AuditSubject {
  return {
    objects: context.resources.map(({ resource }) => ({ location: context.where(resource), object: resource.object })),
    images: reportImages(context),
    pods: reportPods(context),
  };
}
