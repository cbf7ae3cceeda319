import { PullproofError, quote } from '../error';
import type { ManifestStream } from '../manifest';
import { parseMirrorPlan } from '../mirror';
import { overlayCluster, planPulls, podNamespaces, pullsOfMirrorPlan } from '../preflight';
import type { GivenCredentials, PullPlan } from '../preflight';
import { clusterAccess } from './cluster-flags';
import type { ClusterFlags } from './cluster-flags';
import { atOption } from './options';
import { credentialQueries, readClusterObjects, workloadQueries } from './read-cluster';
import { readDockerConfig } from './read-docker-config';
import { readManifests } from './read-manifests';
import { readTexts } from './read-texts';
import type { Terminal } from './terminal';

/** Where pods and logins come from. */
export interface CheckInput extends ClusterFlags {
  readonly auth?: string;
  readonly plan?: string;
  readonly side?: string;
  readonly nodeIdentityHosts: readonly string[];
  readonly platforms: readonly string[];
  /** Namespace that was named; `undefined` for none. */
  readonly namespace: string | undefined;
}

/**
 * Reads everything that a check needs, and says what there is to ask.
 *
 * @throws PullproofError for input that cannot be read, or not be read as a whole.
 */
export async function readPullPlan(files: readonly string[], input: CheckInput, terminal: Terminal): Promise<PullPlan> {
  const { auth, namespace, nodeIdentityHosts, platforms, plan } = input;
  const cluster = clusterAccess(input);
  const side = sideOf(input);
  if (plan !== undefined && (files.length > 0 || cluster !== undefined)) {
    throw new PullproofError({ code: 'usage', what: '--plan names the images, and so do files and --kube-context', remedy: 'give one of them' });
  }
  if (cluster !== undefined && auth !== undefined && files.length > 0) {
    throw new PullproofError({ code: 'usage', what: 'with files, --auth and --kube-context name two places for the logins', remedy: 'leave one of them out' });
  }
  // Options first: an input that takes minutes to read must not end with a misspelt file name.
  const given: GivenCredentials | undefined = auth === undefined ? undefined : { entries: readDockerConfig(auth, terminal), name: auth };
  if (plan !== undefined) {
    const [text] = await readTexts([plan], terminal);
    const wanted = { side, name: plan, ...(platforms.length === 0 ? {} : { platforms }), ...(given === undefined ? {} : { given }) };
    return atOption('--plan', () => pullsOfMirrorPlan(parseMirrorPlan(text?.text ?? ''), wanted));
  }
  const options = { nodeIdentityHosts, platforms, ...(namespace === undefined ? {} : { namespace }), ...(given === undefined ? {} : { given }) };
  if (cluster === undefined) {
    return planPulls(whole(await readManifests(files, terminal)), options);
  }
  if (files.length === 0) {
    const queries = [...workloadQueries(namespace), ...(given === undefined ? credentialQueries(namespace) : [])];
    return planPulls(whole(await readClusterObjects(cluster, queries, terminal)), { ...options, isComplete: true });
  }
  const manifests = whole(await readManifests(files, terminal));
  const queries = podNamespaces(manifests, namespace).flatMap(credentialQueries);
  return planPulls(overlayCluster(manifests, await readClusterObjects(cluster, queries, terminal), namespace), { ...options, isComplete: true });
}

function sideOf({ plan, side = 'private' }: CheckInput): 'private' | 'source' {
  if (side !== 'private' && side !== 'source') {
    throw new PullproofError({ code: 'usage', where: '--side', what: `${quote(side)} is no side of a mirror plan`, expected: 'private or source' });
  }
  if (side === 'source' && plan === undefined) {
    throw new PullproofError({ code: 'usage', what: '--side needs --plan', remedy: 'name the mirror plan whose sources are meant' });
  }
  return side;
}

/** What is left out must not look available. */
function whole(stream: ManifestStream): ManifestStream {
  const { unparsed, resources } = stream;
  if (unparsed.length > 0) {
    throw new PullproofError({
      code: 'manifest-invalid',
      what: unparsed.length === 1 ? 'a document cannot be read' : `${unparsed.length} documents cannot be read`,
      problems: unparsed.map(({ origin, reason }) => `${origin.file ?? 'input'}:${origin.line ?? 1}: ${reason}`),
      remedy: 'mend them, or leave them out',
    });
  }
  if (resources.length === 0) {
    throw new PullproofError({ code: 'manifest-invalid', what: 'there is no object to check', remedy: 'check the command that the input comes from' });
  }
  return stream;
}
