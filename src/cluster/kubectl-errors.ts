import { escapeControlCharacters, PullproofError, quote } from '../error';
import { DEFAULT_TIMEOUT_SECONDS } from './cluster-access';
import type { ClusterAccess, ClusterQuery } from './cluster-access';
import type { KubectlOutcome } from './run-kubectl';

/** What was tried, for messages. */
export interface KubectlAttempt {
  readonly access: ClusterAccess;
  /** The file that was run. */
  readonly executable: string;
  readonly query: ClusterQuery;
}

/** Lines of kubectl's own words that a message holds at most. */
const MOST_LINES = 8;

/** What a complaint of kubectl means, by its words; the first that fits counts. */
const MEANINGS: readonly (readonly [words: RegExp, what: (attempt: KubectlAttempt) => string, remedy: (attempt: KubectlAttempt) => string])[] = [
  [/\(Forbidden\)|is forbidden:/i, forbidden, ({ query }) => `have somebody grant the verb "list" for ${query.kind} there, or give the objects as files`],
  [/context .*(?:was not found|does not exist)|does not exist.*context/i, ({ access }) => `the kubeconfig has no context ${quote(access.context)}`,
    () => '`kubectl config get-contexts` lists those it has'],
  [/\(Unauthorized\)|must be logged in|provide credentials|invalid_grant|token .*expired/i, ({ access }) => `the cluster of context ${quote(access.context)} does not accept the login`,
    () => 'log in to the cluster again'],
  [/doesn't have a resource type/i, ({ query }) => `the cluster has no ${query.kind}`, () => 'this needs Kubernetes 1.21 or newer'],
  [/connection refused|no such host|i\/o timeout|no route to host|network is unreachable|Unable to connect|TLS handshake timeout|deadline exceeded/i,
    ({ access }) => `the cluster of context ${quote(access.context)} cannot be reached`, () => 'check the network, VPN or proxy between here and the API server'],
  [/x509|certificate/i, ({ access }) => `the certificate of the cluster of context ${quote(access.context)} is not trusted`, () => 'check certificate-authority of its kubeconfig'],
  [/no such file|stat .*kubeconfig|error loading config/i, () => 'the kubeconfig cannot be read', () => 'check --kubeconfig, or KUBECONFIG'],
];

/** The error of a run that gave no objects. */
export function kubectlError(attempt: KubectlAttempt, outcome: KubectlOutcome): PullproofError {
  const { access, executable, query } = attempt;
  const wanted = `${query.kind} ${placeOf(query)}`;
  switch (outcome.kind) {
    case 'unstartable':
      return new PullproofError({
        code: 'kubectl-missing',
        what: `kubectl is needed to read the cluster, and the executable ${quote(executable)} ${outcome.cause.code === 'ENOENT' ? 'was not found' : `cannot be started (${outcome.cause.code ?? 'unknown reason'})`}`,
        remedy: 'install kubectl and put it on the PATH, or name it with --kubectl',
        cause: outcome.cause,
      });
    case 'timeout':
      return failed(attempt, `it did not list ${wanted} within ${access.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS} seconds`, 'try again, or read one namespace at a time');
    case 'overflow':
      return failed(attempt, `the list of ${wanted} is too large`, 'read one namespace at a time');
    case 'signal':
      return failed(attempt, `it was ended by the signal ${outcome.signal} while it listed ${wanted}`, 'SIGKILL usually means that memory ran out');
    case 'exited': {
      const [, what, remedy] = MEANINGS.find(([words]) => words.test(outcome.stderr)) ?? [];
      return failed(attempt, what === undefined ? `it cannot list ${wanted}` : what(attempt), remedy?.(attempt) ?? 'look at what it says', linesOf(outcome.stderr));
    }
  }
}

/** The error of an answer that is no list of objects. */
export function answerError(attempt: KubectlAttempt): PullproofError {
  return failed(attempt, `what it printed for ${attempt.query.kind} is no list of objects in JSON`, 'check which kubectl this is');
}

function forbidden({ query, access }: KubectlAttempt): string {
  return `the user of context ${quote(access.context)} may not list ${query.kind} ${placeOf(query)}`;
}

function placeOf({ namespace }: ClusterQuery): string {
  return namespace === undefined ? 'in all namespaces' : `in namespace ${quote(namespace)}`;
}

function failed({ executable }: KubectlAttempt, what: string, remedy: string, problems: readonly string[] = []): PullproofError {
  return new PullproofError({ code: 'kubectl-failed', where: executable, what, problems, remedy });
}

function linesOf(stderr: string): string[] {
  const lines = stderr.split('\n').map((line) => escapeControlCharacters(line.replace(/\r$/, '')).trim().slice(0, 500)).filter((line) => line !== '');
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more lines`] : lines;
}
