import { isJsonObject, streamFromObjects } from '../manifest';
import type { Json, JsonObject, ManifestStream } from '../manifest';
import { DEFAULT_KUBECTL, DEFAULT_TIMEOUT_SECONDS, MAX_OUTPUT_BYTES } from './cluster-access';
import type { ClusterAccess, ClusterQuery } from './cluster-access';
import { findExecutable } from './find-executable';
import { answerError, kubectlError } from './kubectl-errors';
import type { KubectlAttempt } from './kubectl-errors';
import { runKubectl } from './run-kubectl';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads objects of a cluster by `kubectl get`, one query after the other; nothing in the cluster is changed.
 *
 * @param environment variables that kubectl gets; the PATH among them is where it is looked for.
 * @returns the objects in the order of the queries.
 * @throws PullproofError `kubectl-missing`, or `kubectl-failed` that says what is missing: a right, a login, a context, the network.
 */
export async function readCluster(
  access: ClusterAccess, queries: readonly ClusterQuery[], environment: Environment,
): Promise<ManifestStream> {
  const name = access.kubectl ?? DEFAULT_KUBECTL;
  const objects: JsonObject[] = [];
  for (const query of queries) {
    objects.push(...await list(environment, { access, executable: findExecutable(name, environment), query }));
  }
  return streamFromObjects(objects.map((object) => ({ object, file: `context ${access.context}` })));
}

async function list(environment: Environment, attempt: KubectlAttempt): Promise<JsonObject[]> {
  const { access, query } = attempt;
  const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = access;
  const setting = { environment, timeoutSeconds, maxOutputBytes: MAX_OUTPUT_BYTES };
  const outcome = await runKubectl(access.kubectl ?? DEFAULT_KUBECTL, argumentsOf(access, query), setting);
  // A kubectl that was refused prints an empty list besides: only its status tells.
  if (outcome.kind !== 'exited' || outcome.status !== 0) {
    throw kubectlError(attempt, outcome);
  }
  const answer = parse(outcome.stdout);
  if (!isJsonObject(answer) || !Array.isArray(answer.items)) {
    throw answerError(attempt);
  }
  return answer.items.filter(isJsonObject);
}

/** `get` is the only verb there is; values that begin with a dash stay values. */
function argumentsOf(access: ClusterAccess, { kind, namespace, fieldSelector }: ClusterQuery): string[] {
  const { context, kubeconfig, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = access;
  return [
    `--context=${context}`,
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    `--request-timeout=${timeoutSeconds}s`,
    'get', kind,
    namespace === undefined ? '--all-namespaces' : `--namespace=${namespace}`,
    ...(fieldSelector === undefined ? [] : [`--field-selector=${fieldSelector}`]),
    '--output=json',
  ];
}

/** The words of `JSON.parse` quote the text, which may be a Secret: they are dropped. */
function parse(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}
