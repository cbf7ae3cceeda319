import { medians, runProgram } from './measure';
import type { Result } from './result';

/** The two operations that everything else does many times. */
export function benchOperations(): Result[] {
  const { parse = NaN, lookup = NaN } = medians([1, 2, 3].map(() => runProgram('operations')));
  return [
    { what: 'references parsed per second of CPU', measured: parse, unit: 'million' },
    { what: 'image names looked up in a keyring of 7 per second of CPU', measured: lookup, unit: 'million' },
  ];
}
