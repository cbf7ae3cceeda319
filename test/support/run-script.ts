import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { holdsCanary } from './holds-canary';
import { tool } from './tools';

/** What a run of a script left behind. */
export interface ScriptRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Every argument of every program that was started through the PATH, a line each. */
  readonly arguments: string;
}

/**
 * Runs a file of a folder with `sh`, in an empty environment with every tool behind a recorder of its arguments.
 *
 * It may leave nothing in the temporary folder, and the canary nowhere: not in what it says, not in arguments, not in files.
 */
export async function runScript(folder: string, name: string, environment: Readonly<Record<string, string>>): Promise<ScriptRun> {
  const [home, temporary, log] = [join(folder, 'home'), join(folder, 'tmp'), join(folder, 'arguments')];
  mkdirSync(home, { recursive: true });
  mkdirSync(temporary, { recursive: true });
  const child = spawn('sh', [name], {
    cwd: folder,
    env: {
      PATH: `${recorders(log)}${delimiter}/usr/bin${delimiter}/bin`, HOME: home, TMPDIR: temporary, ATTEMPTS: '1', DELAY: '0', ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString('utf8')));
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? -1)));
  const recorded = readIfThere(log);
  expect(readdirSync(temporary)).toEqual([]);
  expect({ out: holdsCanary(out), err: holdsCanary(err), arguments: holdsCanary(recorded) }).toEqual({ out: false, err: false, arguments: false });
  expect(filesBelow(folder).filter((file) => holdsCanary(readFileSync(file, 'latin1')))).toEqual([]);
  return { code, out, err, arguments: recorded };
}

/** A folder of programs that write down their arguments, then do their work. */
function recorders(log: string): string {
  const bin = `${log}.bin`;
  rmSync(bin, { recursive: true, force: true });
  mkdirSync(bin, { recursive: true });
  for (const name of ['regctl', 'regsync', 'crane', 'skopeo', 'oras']) {
    writeFileSync(join(bin, name), `#!/bin/sh\nfor argument in '${name}' "$@"; do printf '%s ' "$argument"; done >> '${log}'\necho >> '${log}'\nexec '${tool(name)}' "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
