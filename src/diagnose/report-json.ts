import type { Diagnosis } from './diagnosis';

/** Version of the JSON report; it changes when a field changes its meaning or goes away. */
export const DIAGNOSIS_VERSION = 1;

/**
 * The diagnosis as JSON text with two spaces of indentation and a final line feed; the order of fields is stable.
 *
 * Its JSON schema is `schema/diagnosis.json` of the package.
 */
export function printDiagnosisJson({ healthy, pods, findings }: Diagnosis): string {
  return `${JSON.stringify({
    version: DIAGNOSIS_VERSION,
    healthy,
    pods,
    findings: findings.map(({ trouble: { id, family, cause, remedy, see }, places }) => ({ id, family, cause, remedy, see, places })),
  }, null, 2)}\n`;
}
