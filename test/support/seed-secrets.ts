import { printDockerConfig, SecretValue } from '../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from './canary';
import { printTrees, readTrees } from './manifest-tree';
import type { Tree } from './manifest-tree';
import type { ProvenStream } from './proven-streams';
import type { SeededViolation } from './seeded-violation';

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const config = (...keys: string[]): string => printDockerConfig(
  keys.map((registry) => ({ registry, username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) }))).unsafeUnwrap();

const TYPE = 'kubernetes.io/dockerconfigjson';

/** The pull secret as it should be. */
function pullSecret(namespace: string): Tree {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pull', namespace }, type: TYPE, data: { '.dockerconfigjson': encode(config('harbor.example.com')) } };
}

const withKey = (secret: Tree, ...keys: string[]): Tree => ({ ...secret, data: { '.dockerconfigjson': encode(config(...keys)) } });
const withData = (secret: Tree, data: Tree): Tree => ({ ...secret, data });
const withMeta = (secret: Tree, meta: Tree): Tree => ({ ...secret, metadata: { ...(secret.metadata as Tree), ...meta } });

/** What is wrong with a pull secret. */
const CHANGES: readonly (readonly [what: string, rule: string, change: (secret: Tree) => Tree | undefined])[] = [
  ['does not exist', 'pull-secret-missing', () => undefined],
  ['is in another namespace', 'pull-secret-missing', (secret) => withMeta(secret, { namespace: 'elsewhere' })],
  ['is in the namespace of the release only', 'pull-secret-missing', (secret) => withMeta(secret, { namespace: undefined })],
  ['has another name', 'pull-secret-missing', (secret) => withMeta(secret, { name: 'pull-secret' })],
  ['has the name of another kind', 'pull-secret-missing', (secret) => ({ ...secret, kind: 'ConfigMap', type: undefined })],
  ['is for another host', 'pull-secret-no-entry', (secret) => withKey(secret, 'quay.io')],
  ['is for a host that goes on after ours', 'pull-secret-no-entry', (secret) => withKey(secret, 'harbor.example.com.evil.test')],
  ['is for a host below ours', 'pull-secret-no-entry', (secret) => withKey(secret, 'eu.harbor.example.com')],
  ['is for the domain of the host', 'pull-secret-no-entry', (secret) => withKey(secret, 'example.com')],
  ['is for a port', 'pull-secret-no-entry', (secret) => withKey(secret, 'harbor.example.com:443')],
  ['is for an upper-case host', 'pull-secret-no-entry', (secret) => withKey(secret, 'Harbor.example.com')],
  ['is for another project', 'pull-secret-no-entry', (secret) => withKey(secret, 'harbor.example.com/other/')],
  ['is for a project that goes on after ours', 'pull-secret-no-entry', (secret) => withKey(secret, 'harbor.example.com/agents-b/')],
  ['is for an API address', 'pull-secret-no-entry', (secret) => withData(secret, { '.dockerconfigjson': encode(config('harbor.example.com').replace('harbor.example.com', 'https://harbor.example.com/v2')) })],
  ['is for too few labels', 'pull-secret-no-entry', (secret) => withKey(secret, '*.com')],
  ['is for Docker Hub', 'pull-secret-no-entry', (secret) => withKey(secret, 'https://index.docker.io/v1/')],
  ['is empty', 'pull-secret-no-entry', (secret) => withData(secret, { '.dockerconfigjson': encode('{"auths":{}}') })],
  ['has no password', 'pull-secret-no-entry', (secret) => withData(secret, { '.dockerconfigjson': encode('{"auths":{"harbor.example.com":{"username":"robot"}}}') })],
  ['is of type Opaque', 'pull-secret-wrong-type', (secret) => ({ ...secret, type: 'Opaque' })],
  ['has no type', 'pull-secret-wrong-type', (secret) => ({ ...secret, type: undefined })],
  ['has a type in other letters', 'pull-secret-wrong-type', (secret) => ({ ...secret, type: 'kubernetes.io/dockerConfigJson' })],
  ['has its data under another key', 'pull-secret-malformed', (secret) => withData(secret, { 'config.json': encode(config('harbor.example.com')) })],
  ['is not encoded', 'pull-secret-malformed', (secret) => withData(secret, { '.dockerconfigjson': '{"auths":{}}' })],
  ['is encoded twice', 'pull-secret-malformed', (secret) => withData(secret, { '.dockerconfigjson': encode(encode(config('harbor.example.com'))) })],
  ['is no JSON', 'pull-secret-malformed', (secret) => withData(secret, { '.dockerconfigjson': encode('auths: {}') })],
];

/** Streams whose pull secret stands in them, and the namespace of their pods; hooks before it would be another violation. */
const NAMESPACES: Readonly<Record<string, string>> = { 'logs-collector': 'agents', 'security-agent': 'security' };

function withSecret(stream: ProvenStream, secret: Tree | undefined): string {
  const trees = readTrees(stream.text);
  const at = trees.findIndex(({ kind }) => kind === 'ServiceAccount');
  return printTrees([...trees.slice(0, at), ...(secret === undefined ? [] : [secret]), ...trees.slice(at)]);
}

function optionsOf(stream: ProvenStream): SeededViolation['options'] {
  return { declaredSecrets: stream.options.declaredSecrets?.filter(({ name }) => name !== 'pull') ?? [] };
}

/** The streams with a pull secret of their own, as it should be. */
export function withPullSecrets(streams: readonly ProvenStream[]): { name: string; text: string; options: SeededViolation['options'] }[] {
  return streams.flatMap((stream) => {
    const namespace = NAMESPACES[stream.name];
    return namespace === undefined ? [] : [{ name: stream.name, text: withSecret(stream, pullSecret(namespace)), options: optionsOf(stream) }];
  });
}

/** A stream with a pull secret of its own that has something wrong with it. */
export function seedSecrets(stream: ProvenStream): SeededViolation[] {
  const namespace = NAMESPACES[stream.name];
  return namespace === undefined ? [] : CHANGES.map(([what, rule, change]) => (
    { what: `${stream.name}: the pull secret ${what}`, text: withSecret(stream, change(pullSecret(namespace))), rule, options: optionsOf(stream) }));
}
