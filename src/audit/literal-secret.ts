import { parseDockerCfg, parseDockerConfig } from '../credential';
import type { DockerConfigEntry, ParsedDockerConfig } from '../credential';
import { groupKind } from '../manifest';
import type { JsonObject, Resource } from '../manifest';
import { at, mapAt, textAt } from './json';
import { opaquePromise } from './opaque-promise';
import { readSecretData } from './secret-data';
import type { LiteralSecret, PromisedSecret, SecretEntry } from './secret-source';

/** What the kubelet reads in a Secret, by its type; it passes over Secrets of every other type without a word. */
const FORMATS: ReadonlyMap<string, { readonly key: string; readonly parse: (text: string) => ParsedDockerConfig }> = new Map([
  ['kubernetes.io/dockerconfigjson', { key: '.dockerconfigjson', parse: parseDockerConfig }],
  ['kubernetes.io/dockercfg', { key: '.dockercfg', parse: parseDockerCfg }],
]);

/** Whether the kubelet looks for credentials in Secrets of this type. */
export function isPullSecretType(secretType: string): boolean {
  return FORMATS.has(secretType);
}

/** Annotations of Secrets that a replicator fills from another one. */
const FILLED_BY_OTHERS = ['replicator.v1.mittwald.de/replicate-from', 'reflector.v1.k8s.emberstack.com/reflects'];

/**
 * A Secret of the stream: its content, or a promise when somebody else puts the content in (SOPS decrypts it,
 * a replicator copies it).
 */
export function readSecret(resource: Resource): LiteralSecret | PromisedSecret | undefined {
  if (groupKind(resource) !== '/Secret') {
    return undefined;
  }
  const secretType = textAt(resource.object, 'type') ?? 'Opaque';
  const isImmutable = at(resource.object, 'immutable') === true;
  if (isFilledLater(resource.object)) {
    return opaquePromise(resource, resource.name, secretType, isImmutable);
  }
  return { type: 'literal', name: resource.name, resource, secretType, isImmutable, ...readContent(resource.object, secretType) };
}

function isFilledLater(secret: JsonObject): boolean {
  const annotations = mapAt(secret, 'metadata', 'annotations');
  const isEncrypted = at(secret, 'sops') !== undefined
    && [...mapAt(secret, 'data').values(), ...mapAt(secret, 'stringData').values()].some((value) => value.startsWith('ENC['));
  return isEncrypted || FILLED_BY_OTHERS.some((name) => annotations.has(name));
}

/**
 * The logins of a Secret with their passwords, for whoever is about to use them; the audit itself never asks.
 *
 * @returns what the kubelet would read; nothing for a Secret of another type, or one that it cannot read.
 */
export function pullSecretLogins({ object }: Resource): readonly DockerConfigEntry[] {
  const config = readConfig(object, textAt(object, 'type') ?? 'Opaque');
  return config.problems.length > 0 ? [] : config.entries;
}

type Content = Pick<LiteralSecret, 'entries' | 'problems' | 'isClearText'>;

function readContent(secret: JsonObject, secretType: string): Content {
  const { entries, problems, isClearText } = readConfig(secret, secretType);
  return { entries: entries.map(withoutPassword), problems, isClearText };
}

interface Config {
  readonly entries: readonly DockerConfigEntry[];
  readonly problems: readonly string[];
  readonly isClearText: boolean;
}

function readConfig(secret: JsonObject, secretType: string): Config {
  const format = FORMATS.get(secretType);
  if (format === undefined) {
    return { entries: [], problems: [], isClearText: false };
  }
  const { values, problems } = readSecretData(secret);
  if (problems.length > 0) {
    return { entries: [], problems, isClearText: true };
  }
  const text = values.get(format.key);
  // The kubelet passes over an empty value, but the API server refuses the Secret before it comes to that.
  if (text === undefined || text === '') {
    return { entries: [], problems: [`it has no ${format.key}, which the API server demands`], isClearText: false };
  }
  const config = format.parse(text);
  return { entries: config.entries, problems: config.problems, isClearText: config.entries.length > 0 || config.problems.length > 0 };
}

function withoutPassword({ registry, username, password }: DockerConfigEntry): SecretEntry {
  return { registry, username, isComplete: username !== '' && password.unsafeUnwrap() !== '' };
}
