import { spawnSync } from 'node:child_process';
import type { HelmCommand, HelmOutcome } from './helm-outcome';

/** The same as `runHelm`, for callers that cannot wait: a construct renders while it is being created. */
export function runHelmSync(command: HelmCommand): HelmOutcome {
  const result = spawnSync(command.executable, command.arguments, {
    input: command.input,
    encoding: 'utf8',
    timeout: command.timeoutSeconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: command.maxOutputBytes,
    windowsHide: true,
  });
  const error = result.error as NodeJS.ErrnoException | undefined;
  if (error?.code === 'ETIMEDOUT') {
    return { kind: 'timeout' };
  }
  if (error?.code === 'ENOBUFS') {
    return { kind: 'overflow' };
  }
  if (result.signal !== null && result.signal !== undefined) {
    return { kind: 'signal', signal: result.signal, stderr: result.stderr ?? '' };
  }
  // EPIPE comes with a status: Helm failed before it read its values, and says why itself.
  if (error !== undefined && (error.code !== 'EPIPE' || result.status === null)) {
    return { kind: 'unstartable', cause: error };
  }
  return { kind: 'exited', status: result.status ?? 0, stdout: result.stdout, stderr: result.stderr };
}
