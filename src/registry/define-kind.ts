import { quote } from '../error';
import { explainRepository } from '../image';
import { counted } from './counted';
import type { IRegistryKind, RepositoryCreation } from './registry-kind';

/** A kind of registry as data: what most kinds differ in, with functions for the rest. */
export interface KindSpec {
  /** See {@link IRegistryKind.id}. */
  readonly id: string;
  /** See {@link IRegistryKind.title}. */
  readonly title: string;
  /** See {@link IRegistryKind.nodeIdentity}. */
  readonly nodeIdentity?: string;
  /** See {@link IRegistryKind.tokenLifetimeSeconds}. */
  readonly tokenLifetimeSeconds?: number;
  /** See {@link IRegistryKind.tokenUsernames}. */
  readonly tokenUsernames?: readonly string[];
  /** See {@link IRegistryKind.createsRepositories}. */
  readonly createsRepositories: RepositoryCreation;
  /** See {@link IRegistryKind.sourcePrefixes}. */
  readonly sourcePrefixes?: Readonly<Record<string, string>>;
  /** The host names of the kind, and their form in words; any host when left out. */
  readonly host?: { readonly pattern: RegExp; readonly form: string };
  /** Form of a path in words, such as `project/repository`. */
  readonly pathForm?: string;
  /** Fewest components of a path; 1 when left out. */
  readonly minDepth?: number;
  /** Most components of a path; no limit when left out. */
  readonly maxDepth?: number;
  /** Rules for single components and whole lengths. `complete` is false when more components will follow. */
  readonly checkPath?: (components: readonly string[], complete: boolean) => string[];
  /** Rules for user names beyond those of every registry. */
  readonly checkUsername?: (username: string) => string[];
}

/** Makes a kind of registry from its description. */
export function defineKind(spec: KindSpec): IRegistryKind {
  const form = spec.pathForm === undefined ? '' : ` (${spec.pathForm})`;
  const maxDepth = spec.maxDepth ?? Infinity;
  const minDepth = spec.minDepth ?? 1;
  return {
    id: spec.id,
    title: spec.title,
    createsRepositories: spec.createsRepositories,
    ...(spec.nodeIdentity !== undefined && { nodeIdentity: spec.nodeIdentity }),
    ...(spec.tokenLifetimeSeconds !== undefined && { tokenLifetimeSeconds: spec.tokenLifetimeSeconds }),
    ...(spec.tokenUsernames !== undefined && { tokenUsernames: [...spec.tokenUsernames] }),
    ...(spec.sourcePrefixes !== undefined && { sourcePrefixes: { ...spec.sourcePrefixes } }),

    checkHost(host: string): string[] {
      return spec.host === undefined || spec.host.pattern.test(host)
        ? []
        : [`host ${quote(host)} is no host of ${spec.title}, expected ${spec.host.form}`];
    },

    checkPrefix(prefix: string): string[] {
      if (prefix === '') {
        return [];
      }
      const components = prefix.split('/');
      const problems = explainRepository(prefix);
      if (components.length >= maxDepth) {
        problems.push(
          `prefix ${quote(prefix)} is too deep: ${spec.title} takes paths of ${counted(maxDepth, 'component')}${form}, and the last is the image`,
        );
      }
      return [...problems, ...spec.checkPath?.(components, false) ?? []];
    },

    checkRepository(repository: string): string[] {
      const components = repository.split('/');
      const problems = explainRepository(repository);
      if (components.length > maxDepth) {
        problems.push(`path ${quote(repository)} is too deep: it has ${counted(components.length, 'component')}, ${spec.title} takes ${maxDepth}${form}`);
      }
      if (components.length < minDepth) {
        problems.push(`path ${quote(repository)} is too short: it has ${counted(components.length, 'component')}, ${spec.title} needs ${minDepth}${form}`);
      }
      return [...problems, ...spec.checkPath?.(components, true) ?? []];
    },

    checkUsername(username: string): string[] {
      const problems = checkAnyUsername(username);
      return problems.length > 0 ? problems : spec.checkUsername?.(username) ?? [];
    },
  };
}

/**
 * What no registry and no client can take.
 *
 * The kubelet splits a decoded `auth` at its first colon: https://github.com/kubernetes/kubernetes/blob/master/pkg/credentialprovider/config.go
 */
function checkAnyUsername(username: string): string[] {
  if (username === '') {
    return ['the user name is empty'];
  }
  const problems: string[] = [];
  if (username.includes(':')) {
    problems.push('the user name holds a colon, and clients take what follows it for the password');
  }
  if (/[\u0000-\u001f\u007f]/.test(username) || username !== username.trim()) {
    problems.push('the user name holds control characters, or white space around it');
  }
  return problems;
}
