import { Keyring } from '../credential';
import type { Resource } from '../manifest';
import { isPullSecretType } from './literal-secret';
import type { PodBinding } from './pod-binding';
import type { SecretIndex } from './secret-index';
import type { PromisedSecret, SecretSource } from './secret-source';

/** Why one way to a credential ends before it reaches one. */
export type PathFailure =
  | { readonly type: 'no-list'; readonly binding: PodBinding }
  | { readonly type: 'not-allowed'; readonly secret: string; readonly account: string }
  | { readonly type: 'missing'; readonly secret: string; readonly via: string; readonly elsewhere: readonly string[]; readonly passedBy: Resource | undefined }
  | { readonly type: 'undecided'; readonly secret: string; readonly promise: PromisedSecret }
  | { readonly type: 'not-delivered'; readonly secret: string; readonly promise: PromisedSecret; readonly faults: readonly string[] }
  | { readonly type: 'opaque'; readonly secret: string; readonly promise: PromisedSecret }
  | { readonly type: 'wrong-type'; readonly secret: string; readonly secretType: string }
  | { readonly type: 'malformed'; readonly secret: string }
  | { readonly type: 'no-entry'; readonly secret: string; readonly keys: readonly string[] }
  | { readonly type: 'half-entry'; readonly secret: string; readonly key: string };

/** An entry that the kubelet would find in the pull secrets of a pod. */
export interface PodEntry {
  /** Key of the entry. */
  readonly registry: string;
  /** Name of the Secret. */
  readonly secret: string;
  readonly source: SecretSource;
  /** Whether it has both a user name and a password, as far as the stream tells. */
  readonly isComplete: boolean;
}

/** What the kubelet would read for a pod, and the ways that end before it. */
export interface PodCredentials {
  /** Every entry of every Secret, in the kubelet's order. */
  readonly keyring: Keyring<PodEntry>;
  /** Secrets that can be read, with their keys. */
  readonly readable: readonly { readonly secret: string; readonly keys: readonly string[] }[];
  readonly failures: readonly PathFailure[];
  /** Failures that keep the pod from pulling anything, whatever else it has. */
  readonly fatal: readonly PathFailure[];
}

/** Follows every Secret of a binding once, for all images of the pod. */
export function collectCredentials(binding: PodBinding, namespace: string, secrets: SecretIndex): PodCredentials {
  const entries: PodEntry[] = [];
  const readable: { secret: string; keys: string[] }[] = [];
  const failures: PathFailure[] = binding.secrets.length === 0 ? [{ type: 'no-list', binding }] : [];
  for (const secret of binding.secrets) {
    const found = follow(secret, binding.via, namespace, secrets);
    if (Array.isArray(found)) {
      entries.push(...found);
      readable.push({ secret, keys: found.map((entry) => entry.registry) });
    } else {
      failures.push(found);
    }
  }
  const refused = binding.refused.map((secret): PathFailure => ({ type: 'not-allowed', secret, account: binding.accountName }));
  // One Secret that cannot be read spoils the whole keyring: kubernetes `pkg/credentialprovider/secrets/secrets.go`.
  const fatal = [...refused, ...failures.filter((failure) => failure.type === 'malformed')];
  return { keyring: new Keyring(entries), readable, failures, fatal };
}

function follow(secret: string, via: string, namespace: string, secrets: SecretIndex): PodEntry[] | PathFailure {
  const lookup = secrets.lookup(namespace, secret);
  switch (lookup.found) {
    case 'nothing':
      return { type: 'missing', secret, via, elsewhere: lookup.elsewhere, passedBy: lookup.passedBy };
    case 'undecided':
      return { type: 'undecided', secret, promise: lookup.promise };
    case 'broken':
      return { type: 'not-delivered', secret, promise: lookup.promise, faults: lookup.faults };
    case 'source':
      return entriesOf(secret, lookup.source);
  }
}

function entriesOf(secret: string, source: SecretSource): PodEntry[] | PathFailure {
  const secretType = source.type === 'declared' ? source.maker?.secretType : source.secretType;
  if (secretType !== undefined && !isPullSecretType(secretType)) {
    return { type: 'wrong-type', secret, secretType };
  }
  switch (source.type) {
    case 'literal':
      return source.problems.length > 0 ? { type: 'malformed', secret }
        : source.entries.map(({ registry, isComplete }) => ({ registry, secret, source, isComplete }));
    case 'promised':
      return source.keys === undefined ? { type: 'opaque', secret, promise: source } : completeEntries(secret, source, source.keys);
    case 'declared':
      return completeEntries(secret, source, source.keys);
  }
}

function completeEntries(secret: string, source: SecretSource, keys: readonly string[]): PodEntry[] {
  return keys.map((registry) => ({ registry, secret, source, isComplete: true }));
}
