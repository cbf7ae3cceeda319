import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tool } from '../../support/tools';

/** Runs the real promtool on files, in a folder that holds nothing else. */
export function promtool(args: readonly string[], files: Readonly<Record<string, string>>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-promtool-'));
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    const { status, stdout, stderr, error } = spawnSync(tool('promtool'), args, { cwd: folder, encoding: 'utf8' });
    if (error !== undefined) {
      throw error;
    }
    return { status, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A series over time, in promtool's notation: `0x30` is 0 and thirty times the same again. */
export interface Series {
  readonly series: string;
  readonly values: string;
}

/** An alert that must fire: its labels, and annotations of which all are compared. */
export interface Firing {
  readonly exp_labels: Record<string, string>;
  readonly exp_annotations: Record<string, string>;
}

/** Lets promtool play series through rules, one minute a step, and compare what fires; the output is empty when all is as expected. */
export function playRules(rules: string, cases: readonly {
  readonly input: readonly Series[];
  readonly at: string;
  readonly alert: string;
  readonly fires: readonly Firing[];
}[]): string {
  const tests = cases.map(({ input, at, alert, fires }) => ({
    interval: '1m',
    input_series: input,
    alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: fires }],
  }));
  const { status, output } = promtool(['test', 'rules', 'test.yaml'], {
    'rules.yaml': rules,
    'test.yaml': JSON.stringify({ rule_files: ['rules.yaml'], evaluation_interval: '1m', tests }),
  });
  return status === 0 ? '' : output;
}
