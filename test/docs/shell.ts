import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chart } from '../support/charts';
import { HELM_4 } from '../support/tools';
import { kindOf } from './block-kind';
import type { Block } from './markdown';
import { ROOT } from './markdown';

/** A command of a session, and what it prints. */
export interface Step {
  readonly command: string;
  readonly output: string;
}

/** The commands of a block, with the output that is shown; a `sh` block is one command whose output is not. */
export function stepsOf({ language, text, page, line }: Block): Step[] {
  if (language === 'sh') {
    return [{ command: text, output: '…\n' }];
  }
  const [before, ...steps] = `\n${text}`.split('\n$ ');
  if (before !== '' || steps.length === 0) {
    throw new Error(`${page}:${line}: a session begins with a command behind "$ "`);
  }
  return steps.map((step) => {
    const lines = step.replace(/\n$/, '').split('\n');
    // A command goes on while its lines end in a backslash or a pipe.
    const end = lines.findIndex((one) => !/(?:\\|\||&&)$/.test(one));
    return { command: lines.slice(0, end + 1).join('\n'), output: lines.slice(end + 1).map((one) => `${one}\n`).join('') };
  });
}

/** Whether an output is the one that is shown; a line `…` stands for any number of lines. */
export function matchesOutput(shown: string, actual: string): boolean {
  const pattern = shown.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/^…\n/gm, '(?:.*\n)*');
  return new RegExp(`^${pattern}$`).test(actual);
}

/**
 * Runs what a page tells its reader to run, in a folder that has the page's files, `charts/cloudzero-agent`, `charts/observer`, and
 * `pullproof` and `helm` on the PATH. Returns what differs from the page.
 */
export function runPage(blocks: readonly Block[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-docs-'));
  try {
    const bin = prepare(folder);
    return blocks.flatMap((block) => {
      const kind = kindOf(block);
      if (kind.kind === 'file') {
        mkdirSync(dirname(join(folder, 'work', kind.name)), { recursive: true });
        writeFileSync(join(folder, 'work', kind.name), block.text);
      }
      return kind.kind === 'run' ? stepsOf(block).flatMap((step) => runStep(block, step, join(folder, 'work'), bin)) : [];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  cpSync(chart('cloudzero-agent-1.2.13'), join(folder, 'work', 'charts', 'cloudzero-agent'), { recursive: true });
  cpSync(chart('observer'), join(folder, 'work', 'charts', 'observer'), { recursive: true });
  symlinkSync(HELM_4, join(bin, 'helm'));
  writeFileSync(join(bin, 'pullproof'), `#!/bin/sh\nexec '${process.execPath}' '${join(ROOT, 'bin', 'pullproof')}' "$@"\n`);
  chmodSync(join(bin, 'pullproof'), 0o755);
  return bin;
}

function runStep({ page, line, language }: Block, { command, output }: Step, cwd: string, bin: string): string[] {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', `exec 2>&1\n${command}`], {
    cwd, encoding: 'utf8', env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, HOME: cwd, NO_COLOR: '1' },
  });
  const actual = `${stdout}${stderr}`;
  if (language === 'sh' && status !== 0) {
    return [`${page}:${line}: exits with ${String(status)}:\n${command}\n${actual}`];
  }
  return matchesOutput(output, actual.endsWith('\n') || actual === '' ? actual : `${actual}\n`)
    ? [] : [`${page}:${line}: $ ${command}\nprints:\n${actual}\nbut the page shows:\n${output}`];
}
