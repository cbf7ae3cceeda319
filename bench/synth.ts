import { medians, runProgram } from './measure';
import type { Figures } from './measure';
import type { Result } from './result';

const ROUNDS = 5;
const FEW = 1_000;
const MANY = 10_000;

/**
 * A pull secret and an account in each of many namespaces of one chart, against the same objects written by hand.
 *
 * Both kinds of runs take turns, so that a busy machine slows both down.
 */
export function benchSynth(): Result[] {
  const runs = { constructs: { [FEW]: [] as Figures[], [MANY]: [] as Figures[] }, raw: { [FEW]: [] as Figures[], [MANY]: [] as Figures[] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const count of [FEW, MANY] as const) {
      for (const variant of ['constructs', 'raw'] as const) {
        runs[variant][count].push(runProgram('synth', variant, String(count)));
      }
    }
  }
  for (const count of [FEW, MANY] as const) {
    if (runs.constructs[count][0]?.output !== runs.raw[count][0]?.output) {
      throw new Error('the objects written by hand are not those of the constructs, so there is nothing to compare');
    }
  }
  const figure = (variant: 'constructs' | 'raw', count: typeof FEW | typeof MANY, name: string): number => medians(runs[variant][count])[name] ?? NaN;
  return [
    { what: `synth, ${FEW} namespaces, CPU against raw objects`, measured: figure('constructs', FEW, 'cpu') / figure('raw', FEW, 'cpu'), unit: '×', atMost: 1.25 },
    { what: `synth, ${MANY} namespaces, CPU against raw objects`, measured: figure('constructs', MANY, 'cpu') / figure('raw', MANY, 'cpu'), unit: '×', atMost: 1.25 },
    // Linear is ten times the work; raw objects need a little less, since much of what 1,000 take is warming up.
    { what: `synth, CPU of ${MANY} against ${FEW} namespaces`, measured: figure('constructs', MANY, 'cpu') / figure('constructs', FEW, 'cpu'), unit: '×', atMost: 12 },
    { what: 'the same, raw objects', measured: figure('raw', MANY, 'cpu') / figure('raw', FEW, 'cpu'), unit: '×' },
    { what: `synth, ${MANY} namespaces, peak memory against raw objects`, measured: figure('constructs', MANY, 'memory') / figure('raw', MANY, 'memory'), unit: '×', atMost: 1.25 },
    { what: `synth, ${MANY} namespaces, CPU`, measured: figure('constructs', MANY, 'cpu') / 1000, unit: 's' },
    { what: `synth, ${MANY} namespaces, peak memory`, measured: figure('constructs', MANY, 'memory'), unit: 'MB' },
  ];
}
