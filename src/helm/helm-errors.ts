import { escapeControlCharacters, PullproofError, quote } from '../error';
import { DEFAULT_EXECUTABLE, DEFAULT_MAX_OUTPUT_BYTES, DEFAULT_TIMEOUT_SECONDS } from './helm-outcome';
import type { HelmExit, HelmOutcome } from './helm-outcome';
import type { ChartSource } from './helm-render';
import { findHelmVersion, isTooOld, OLDEST_HELM } from './helm-version';
import { maskSecrets } from './mask-secrets';

/** What was tried, for messages. */
export interface HelmAttempt {
  readonly source: ChartSource;
  /** What Helm was asked for, such as `does not render`, in the words of the message. */
  readonly failure: string;
  /**
   * Code of the error when Helm fails.
   *
   * @default "helm-failed"
   */
  readonly code?: 'chart-unavailable';
  /** Values of the user; their keys are named in messages, their contents never. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Failed = Exclude<HelmOutcome, HelmExit>;

/** Lines of Helm's own words that a message holds at most. */
const MOST_LINES = 40;

/** The error of a run that did not come to its end. */
export function unfinishedError(attempt: HelmAttempt, outcome: Failed): PullproofError {
  const { source } = attempt;
  const chart = quote(source.chart);
  switch (outcome.kind) {
    case 'unstartable': {
      const executable = quote(source.helmExecutable ?? DEFAULT_EXECUTABLE);
      return new PullproofError({
        code: 'helm-missing',
        what: `Helm is needed for chart ${chart}, and the executable ${executable} ${outcome.cause.code === 'ENOENT' ? 'was not found' : `cannot be started (${outcome.cause.code ?? outcome.cause.message})`}`,
        remedy: `install Helm ${OLDEST_HELM} or newer from https://helm.sh and put it on the PATH, or name it with \`helmExecutable\``,
        cause: outcome.cause,
      });
    }
    case 'timeout':
      return killed(`Helm did not finish with chart ${chart} within ${source.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS} seconds`, 'raise `timeoutSeconds`, or give the chart as a directory or `.tgz` when its repository is slow');
    case 'overflow':
      return killed(`Helm printed more than ${source.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES} bytes for chart ${chart}`, 'raise `maxOutputBytes`');
    case 'signal':
      return killed(`Helm was ended by the signal ${outcome.signal} while it worked on chart ${chart}`, 'SIGKILL from outside usually means that the machine or container ran out of memory', helmLines(outcome.stderr, attempt.values));
  }
}

/** The error of a run that Helm itself ended with a failure. `versionOutput` is what `helm version --short` printed. */
export function failedError(attempt: HelmAttempt, outcome: HelmExit, versionOutput: string): PullproofError {
  const version = findHelmVersion(versionOutput);
  if (version !== undefined && isTooOld(version)) {
    return new PullproofError({
      code: 'helm-too-old',
      what: `Helm ${version} is too old for chart ${quote(attempt.source.chart)}`,
      expected: `Helm ${OLDEST_HELM} or newer`,
      problems: helmLines(outcome.stderr, attempt.values),
      remedy: 'install a newer Helm from https://helm.sh, or name another one with `helmExecutable`',
    });
  }
  const keys = Object.keys(attempt.values);
  return new PullproofError({
    code: attempt.code ?? 'helm-failed',
    what: `chart ${quote(attempt.source.chart)} ${attempt.failure}; Helm ${version ?? ''} says`.replace('  ', ' '),
    problems: helmLines(outcome.stderr, attempt.values),
    remedy: [hint(outcome.stderr), `values were given for: ${keys.length === 0 ? 'nothing' : keys.map((key) => quote(key, 60)).join(', ')}`]
      .filter((text) => text !== undefined).join('; '),
  });
}

/** What Helm printed on standard error, line by line, safe to print. */
export function helmLines(stderr: string, values: Readonly<Record<string, unknown>>): string[] {
  const lines = maskSecrets(stderr, values)
    .split('\n')
    .map((line) => escapeControlCharacters(line.replace(/\r$/, '')).trimEnd())
    .filter((line) => line !== '' && line !== 'Use --debug flag to render out invalid YAML');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more lines`] : lines;
}

/** What to do, for the failures that users meet most. */
function hint(stderr: string): string | undefined {
  if (stderr.includes('incompatible with Kubernetes')) {
    return 'set `kubeVersion` to the version of the cluster';
  }
  if (stderr.includes('in charts/ directory')) {
    return 'run `helm dependency build` on the chart directory first';
  }
  if (stderr.includes('the specifications of the schema')) {
    return 'the schema of the chart refuses the values at the paths above';
  }
  return undefined;
}

function killed(what: string, remedy: string, problems: string[] = []): PullproofError {
  return new PullproofError({ code: 'helm-killed', what, remedy, problems });
}
