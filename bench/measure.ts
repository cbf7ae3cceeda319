import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The figures that one run of a program prints, by name. */
export type Figures = Readonly<Record<string, number>>;

/**
 * Runs a program of `bench/programs` in a process of its own, without a compiler in it, and returns what it measured of
 * itself.
 *
 * A process of its own, because the peak memory of a process never goes down.
 */
export function runProgram(name: string, ...args: readonly string[]): Figures {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(__dirname, 'programs', `${name}.mjs`), ...args], {
    encoding: 'utf8', maxBuffer: 1e8,
  });
  if (status !== 0) {
    throw new Error(`bench program ${name} failed: ${stderr}`);
  }
  return JSON.parse(stdout) as Figures;
}

/** The median of each figure over several runs. */
export function medians(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name] ?? NaN))]));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
