import { failedError, unfinishedError } from './helm-errors';
import type { HelmAttempt } from './helm-errors';
import { DEFAULT_EXECUTABLE, DEFAULT_MAX_OUTPUT_BYTES, DEFAULT_TIMEOUT_SECONDS } from './helm-outcome';
import type { HelmCommand, HelmExit, HelmOutcome } from './helm-outcome';
import type { ChartSource } from './helm-render';
import { VERSION_ARGUMENTS } from './helm-version';
import { runHelm } from './run-helm';
import { runHelmSync } from './run-helm-sync';

/** A command for a chart source: executable and limits are the source's, or the defaults. */
export function commandFor(source: ChartSource, args: readonly string[], input = ''): HelmCommand {
  return {
    executable: source.helmExecutable ?? DEFAULT_EXECUTABLE,
    arguments: args,
    input,
    timeoutSeconds: source.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    maxOutputBytes: source.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES,
  };
}

/**
 * Runs a command that has to succeed.
 *
 * @throws PullproofError `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export async function completeRun(command: HelmCommand, attempt: HelmAttempt): Promise<HelmExit> {
  const outcome = await runHelm(command);
  if (outcome.kind !== 'exited') {
    throw unfinishedError(attempt, outcome);
  }
  if (outcome.status !== 0) {
    throw failedError(attempt, outcome, versionOutput(await runHelm(versionCommand(command))));
  }
  return outcome;
}

/**
 * Runs a command that has to succeed, blocking the process.
 *
 * @throws PullproofError `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export function completeRunSync(command: HelmCommand, attempt: HelmAttempt): HelmExit {
  const outcome = runHelmSync(command);
  if (outcome.kind !== 'exited') {
    throw unfinishedError(attempt, outcome);
  }
  if (outcome.status !== 0) {
    throw failedError(attempt, outcome, versionOutput(runHelmSync(versionCommand(command))));
  }
  return outcome;
}

/** Asked after a failure only: an old Helm fails in ways that do not say so. */
function versionCommand(failed: HelmCommand): HelmCommand {
  return { executable: failed.executable, arguments: VERSION_ARGUMENTS, input: '', timeoutSeconds: 10, maxOutputBytes: 64 * 1024 };
}

function versionOutput(outcome: HelmOutcome): string {
  return outcome.kind === 'exited' ? outcome.stdout : '';
}
