import type { Verdict } from '../audit';
import { printReference } from '../image';
import type { ChartInstall } from '../install';
import type { Json } from '../manifest';

/** Version of the format of install reports. */
export const INSTALL_REPORT_VERSION = 1;

/**
 * The report of an install as JSON: what was measured, which value moves what and why, what was rewritten, and both
 * proofs. The order of fields is stable. Described by `schema/install-report.json`.
 */
export function printInstallReport({ traced, byValues, completed, byRewriting }: ChartInstall): string {
  const { trace, solution, differences } = traced;
  return `${JSON.stringify({
    version: INSTALL_REPORT_VERSION,
    chart: { ...trace.subject },
    renders: trace.renders,
    values: solution.keys.map(({ path, value, reason }) => ({ path, value, reason })),
    references: solution.references.map(({ reference, target, by, unmoved }) => ({
      image: reference.text,
      ...(target === undefined ? {} : { target: printReference(target) }),
      object: { ...reference.object },
      path: reference.path,
      place: reference.place,
      certainty: reference.certainty,
      movedBy: [...by],
      ...(unmoved === undefined ? {} : { unmoved }),
    })),
    pods: solution.pods.map(({ pod, how, by }) => ({ object: { ...pod.object }, path: pod.path, account: pod.account, how, by: [...by] })),
    permissions: trace.permissions.map(({ path, value, reason }) => ({ path, value, reason })),
    rejected: trace.rejected.map(({ path, reason }) => ({ path, reason })),
    differences: differences.map((difference) => ({ ...difference })) as unknown as Json,
    rewritten: completed.changes.map((change) => ({ ...change })),
    proofs: { byValues: summary(byValues), byRewriting: summary(byRewriting) },
  }, null, 2)}\n`;
}

/** Everything of a verdict: it has the form of the report of `pullproof audit --json`. */
function summary(verdict: Verdict): Verdict {
  return { ...verdict };
}
