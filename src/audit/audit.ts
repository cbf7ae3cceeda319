import type { ManifestStream } from '../manifest';
import { acknowledge } from './acknowledge';
import { assumptionsOf } from './assumptions';
import { adaptRules } from './audit-rule';
import { buildContext } from './context';
import type { Finding } from './finding';
import type { AuditOptions } from './options';
import { reportImages, reportPods, reportReleases } from './reported';
import { RULES } from './rules';
import type { Verdict } from './verdict';

/**
 * Checks final manifests: is every image private, and can every pod pull?
 *
 * Pure and linear in the size of the stream. Findings are data; nothing is mended.
 *
 * @throws PullproofError `acknowledgement-invalid` when an acknowledgement does not hold, `rule-invalid` when a rule of
 * one's own has no id of its own.
 */
export function audit(stream: ManifestStream, options: AuditOptions): Verdict {
  const rules = [...RULES, ...adaptRules(options.rules ?? [], RULES)];
  const context = buildContext(stream, options);
  const findings = acknowledge(
    rules.flatMap((rule) => rule.check(context)),
    options.acknowledgements ?? [],
    rules.map((rule) => rule.id),
  );
  const strict = options.strict ?? false;
  return {
    proven: !findings.some((finding) => refutes(finding, strict)),
    strict,
    findings,
    assumptions: assumptionsOf(context),
    objects: stream.resources.length,
    images: reportImages(context),
    pods: reportPods(context),
    releases: reportReleases(context),
    registries: options.registries.map((registry) => registry.toString()),
  };
}

/** Whether a finding stands against the proof. */
export function refutes(finding: Finding, strict: boolean): boolean {
  return finding.acknowledged === undefined && (finding.severity !== 'warning' || strict);
}
