import { medians, runProgram } from './measure';
import type { Result } from './result';

const OBJECTS = 10_000;

/** The audit of a long stream against reading that stream. */
export function benchAudit(): Result[] {
  const { parse = NaN, audit = NaN, memory = NaN } = medians([1, 2, 3].map(() => runProgram('audit', String(OBJECTS), '5')));
  return [
    { what: `audit of ${OBJECTS} objects, CPU against parsing them`, measured: audit / parse, unit: '×', atMost: 2 },
    { what: `parsing of ${OBJECTS} objects, CPU`, measured: parse / 1000, unit: 's' },
    { what: `audit of ${OBJECTS} objects, CPU`, measured: audit / 1000, unit: 's' },
    { what: `parsing and audit of ${OBJECTS} objects, peak memory`, measured: memory, unit: 'MB' },
  ];
}
