import type { AuditContext } from './context';
import type { Finding } from './finding';

/**
 * A check of the final manifests: pure, one idea, one file.
 *
 * The id is part of the public contract: reports, acknowledgements and dashboards name it.
 */
export interface Rule {
  /** Stable id in kebab case. */
  readonly id: string;
  /** What the rule demands, as one sentence for the table in the documentation. */
  readonly title: string;
  /** Every violation in the stream. */
  check(context: AuditContext): Finding[];
}
