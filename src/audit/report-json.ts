import type { Verdict } from './verdict';

/** Version of the JSON report; it changes when a field changes its meaning or goes away. */
export const REPORT_VERSION = 1;

/** The report for programs. Its JSON schema is `schema/report.json` of the package. */
export interface JsonReport extends Verdict {
  /** Always {@link REPORT_VERSION}. */
  readonly version: number;
}

/** The verdict as JSON text with two spaces of indentation and a final line feed; the order of fields is stable. */
export function printJsonReport(verdict: Verdict): string {
  const report: JsonReport = { version: REPORT_VERSION, ...verdict };
  return `${JSON.stringify(report, null, 2)}\n`;
}
