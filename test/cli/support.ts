import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';

/** What a run of the command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a run starts with, beyond its arguments. */
export interface Setting extends Partial<Pick<Terminal, 'out' | 'inputIsTerminal' | 'colour' | 'columns' | 'workingDirectory' | 'readInput' | 'environment' | 'startProgress'>> {
  /** Standard input. */
  readonly input?: string | Uint8Array;
}

/** Runs the command line in this process, on a terminal in memory. */
export async function pullproof(args: readonly string[], { input = '', ...setting }: Setting = {}): Promise<Outcome> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    readInput: () => Promise.resolve(typeof input === 'string' ? Buffer.from(input, 'utf8') : input),
    inputIsTerminal: false,
    colour: false,
    columns: 100,
    workingDirectory: tmpdir(),
    ...setting,
  };
  return { code: await run(args, '1.2.3', terminal), out, err };
}

/** The executable of the package; it runs what `npm run compile` made. */
export const EXECUTABLE = join(__dirname, '..', '..', 'bin', 'pullproof');

/** What a process starts with, beyond its arguments. */
export interface ProcessSetting {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the command line in a process of its own. */
export function spawnPullproof(args: readonly string[], { input = '', cwd, env = {} }: ProcessSetting = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [EXECUTABLE, ...args], {
    input, cwd, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

/** Runs a line of shell, with the executable as `pullproof`. */
export function shell(line: string, cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-o', 'pipefail', '-c', `pullproof() { "$NODE" "$EXECUTABLE" "$@"; }\n${line}`], {
    cwd, env: { PATH: process.env.PATH, NODE: process.execPath, EXECUTABLE }, encoding: 'utf8',
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

/** A folder for one test file, gone when its tests are done. */
export function scratchFolder(): { readonly path: string; write(name: string, content: string | Uint8Array): string; read(name: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'pullproof-cli-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write: (name, content) => {
      writeFileSync(join(path, name), content);
      return name;
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
  };
}

/** A Deployment that runs one image. */
export function deployment(image: string, podSpec: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: 'agents' },
    spec: { template: { spec: { containers: [{ name: 'app', image }], ...podSpec } } },
  });
}
