import { spawn } from 'node:child_process';
import type { HelmCommand, HelmOutcome } from './helm-outcome';

/**
 * Runs Helm without a shell and waits for it.
 *
 * The environment is the caller's, so HELM_* variables, proxies and registry logins work as in a terminal.
 */
export function runHelm(command: HelmCommand): Promise<HelmOutcome> {
  return new Promise((resolve) => {
    const child = spawn(command.executable, command.arguments, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    let settled = false;

    const settle = (outcome: HelmOutcome): void => {
      if (!settled) {
        settled = true;
        clearTimeout(timer);
        resolve(outcome);
      }
    };
    // A child of Helm (a plugin, a wrapper script) may keep the pipes open: they are closed here, not waited for.
    const end = (outcome: HelmOutcome): void => {
      child.kill('SIGKILL');
      child.stdin.destroy();
      child.stdout.destroy();
      child.stderr.destroy();
      settle(outcome);
    };
    const collect = (chunks: Buffer[]) => (chunk: Buffer): void => {
      size += chunk.length;
      if (size > command.maxOutputBytes) {
        end({ kind: 'overflow' });
      } else {
        chunks.push(chunk);
      }
    };
    const timer = setTimeout(() => end({ kind: 'timeout' }), command.timeoutSeconds * 1000);

    child.once('error', (cause: NodeJS.ErrnoException) => settle({ kind: 'unstartable', cause }));
    child.stdout.on('data', collect(stdout));
    child.stderr.on('data', collect(stderr));
    child.once('close', (status, signal) => settle(signal !== null
      ? { kind: 'signal', signal, stderr: Buffer.concat(stderr).toString('utf8') }
      : { kind: 'exited', status: status ?? 0, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') }));
    // Helm may fail before it reads its values; what it says about that is the better message.
    child.stdin.on('error', () => undefined);
    child.stdin.end(command.input);
  });
}
