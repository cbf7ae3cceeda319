import { Problems, quote } from '../../error';

/** What makes the repositories that a template is for. */
export type TemplateScenario = 'PULL_THROUGH_CACHE' | 'CREATE_ON_PUSH' | 'REPLICATION';

/** A repository creation template: what repositories under a prefix are made like when nobody makes them. */
export interface CreationTemplate {
  /** The first part of their names, without a slash at the end, or `ROOT` for all that no other template takes. */
  readonly prefix: string;
  /** What makes them. */
  readonly appliedFor: TemplateScenario[];
}

/**
 * The templates for prefixes, each once, in order.
 *
 * @throws PullproofError `provision-invalid` for a prefix that ECR refuses.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export function creationTemplates(prefixes: readonly string[], appliedFor: readonly TemplateScenario[]): CreationTemplate[] {
  new Problems()
    .add(...prefixes.filter((prefix) => !isPrefix(prefix)).map((prefix) => `${quote(prefix)} is no prefix of a template, expected a path of up to 256 characters, or "ROOT"`))
    .throwIfAny({ code: 'provision-invalid', what: 'repository creation templates cannot be' });
  return [...new Set(prefixes)].sort().map((prefix) => ({ prefix, appliedFor: [...appliedFor] }));
}

function isPrefix(prefix: string): boolean {
  return prefix === 'ROOT' || (prefix.length <= 256 && /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(prefix));
}
