import { printFinding, printTextReport } from '../audit';
import type { Verdict } from '../audit';
import { clean } from './clean';
import { reportStyle } from './styles';
import type { Terminal } from './terminal';

/**
 * A verdict for people. A proven one is told in short: every image is where it belongs, so what is left to read are
 * warnings and what was accepted, a line each, and what the proof takes for granted.
 */
export function printVerdict(verdict: Verdict, terminal: Terminal): string {
  const style = reportStyle(terminal.colour);
  const text = printTextReport(verdict, style);
  if (!verdict.proven) {
    return text;
  }
  return [
    text.split('\n')[0],
    ...verdict.findings.map((finding) => {
      const [place = '', reason = '', end = ''] = printFinding(finding, verdict.strict, style).map((line) => line.trim());
      // The remedy of a warning is left out, the reason for accepting a finding is not.
      return `${place}: ${reason}${finding.acknowledged === undefined ? '' : `; ${end}`}`;
    }),
    ...verdict.assumptions.map((assumption) => `taken for granted: ${clean(assumption)}`),
    '',
  ].join('\n');
}
