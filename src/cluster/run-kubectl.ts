import { spawn } from 'node:child_process';

/** How a run of kubectl ended. */
export type KubectlOutcome =
  | { readonly kind: 'exited'; readonly status: number; readonly stdout: Buffer; readonly stderr: string }
  | { readonly kind: 'unstartable'; readonly cause: NodeJS.ErrnoException }
  | { readonly kind: 'timeout' | 'overflow' }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals };

/** What a run has, and what bounds it. */
export interface KubectlSetting {
  /** Variables: kubeconfigs, proxies and login plugins work as in a terminal. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutSeconds: number;
  /** Most bytes of standard output. */
  readonly maxOutputBytes: number;
}

/** More of its complaints nobody reads. */
const MAX_COMPLAINT_BYTES = 64 * 1024;

/**
 * Runs kubectl without a shell, and reads what it prints from a pipe: nothing is ever written to a file.
 *
 * Nobody is there to answer a login that asks questions.
 */
export function runKubectl(executable: string, args: readonly string[], setting: KubectlSetting): Promise<KubectlOutcome> {
  const { environment, timeoutSeconds, maxOutputBytes } = setting;
  return new Promise((resolve) => {
    const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, env: { ...environment } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    let complaints = 0;
    const settle = (outcome: KubectlOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    // A login plugin may keep the pipes open: they are closed here, not waited for.
    const end = (kind: 'timeout' | 'overflow'): void => {
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      settle({ kind });
    };
    const timer = setTimeout(() => end('timeout'), timeoutSeconds * 1000);

    child.once('error', (cause: NodeJS.ErrnoException) => settle({ kind: 'unstartable', cause }));
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxOutputBytes) {
        end('overflow');
      } else {
        stdout.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints += chunk.length;
      if (complaints <= MAX_COMPLAINT_BYTES) {
        stderr.push(chunk);
      }
    });
    child.once('close', (status, signal) => settle(signal === null
      ? { kind: 'exited', status: status ?? 0, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') }
      : { kind: 'signal', signal }));
  });
}
