import type { Json } from '../manifest';

/** An `imagePullSecrets` list as the API server would take it, or what is wrong with its shape. */
export interface PullSecretList {
  /** Names in order; entries of a wrong shape and empty names are left out. */
  readonly names: readonly string[];
  /** Whether the list has any element at all: if it has, the list of the account is never looked at. */
  readonly present: boolean;
  /** What the API server or the kubelet would object to. */
  readonly problems: readonly string[];
}

/**
 * Reads an `imagePullSecrets` field: a list of maps with a `name`.
 *
 * Source: `LocalObjectReference` of the Kubernetes core API. Strings in place of maps are refused by the API server;
 * a nameless entry is accepted, finds nothing, and still hides the list of the account.
 */
export function readPullSecretList(value: Json | undefined): PullSecretList {
  if (value === undefined || value === null) {
    return { names: [], present: false, problems: [] };
  }
  if (!Array.isArray(value)) {
    return { names: [], present: true, problems: [`imagePullSecrets is ${nameOf(value)} where a list of maps with a name is needed`] };
  }
  const names: string[] = [];
  const problems: string[] = [];
  value.forEach((entry, index) => {
    const name = typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry.name : undefined;
    if (typeof name === 'string' && name !== '') {
      names.push(name);
    } else if (name === '') {
      problems.push(`imagePullSecrets[${index}] has an empty name: it finds no Secret, and hides the list of the ServiceAccount`);
    } else {
      problems.push(`imagePullSecrets[${index}] is ${nameOf(entry)} where a map with a name is needed`);
    }
  });
  return { names, present: value.length > 0, problems };
}

function nameOf(value: Json): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  return typeof value === 'object' ? 'a map without a name' : `a ${typeof value}`;
}
