import { isJsonObject } from '../manifest';
import type { Json } from '../manifest';
import { at } from './json';

/** The label that the API server puts on every namespace since Kubernetes 1.22. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** What is known of a namespace: its name nearly always, its other labels only when the stream holds it. */
export interface KnownNamespace {
  /** Name; empty for the namespace of pods that an operator puts where it likes. */
  readonly name: string;
  /** Labels of the Namespace object; `undefined` when the stream does not hold it. */
  readonly labels: ReadonlyMap<string, string> | undefined;
}

/** A label selector, read once and asked often. */
export interface NamespaceSelector {
  /** Whether it matches a namespace; `undefined` when that depends on labels nobody declared. */
  readonly matches: (namespace: KnownNamespace) => boolean | undefined;
  /** The only namespaces it can match; `undefined` when names alone do not tell. */
  readonly names: ReadonlySet<string> | undefined;
}

/**
 * Reads a label selector for namespaces.
 *
 * An empty selector matches everything. One that the API server would refuse (a value that is no text, an unknown
 * operator) matches nothing: leaving the bad part out would make it match more.
 *
 * Source: kubernetes `apimachinery/pkg/apis/meta/v1/helpers.go`, `LabelSelectorAsSelector`.
 */
export function readNamespaceSelector(selector: Json): NamespaceSelector {
  const requirements = requirementsOf(selector);
  if (requirements === undefined) {
    return { matches: () => false, names: new Set() };
  }
  return {
    matches: (namespace) => {
      const verdicts = requirements.map((requirement) => meets(requirement, namespace));
      return verdicts.includes(false) ? false : verdicts.includes(undefined) ? undefined : true;
    },
    names: requirements.find(({ key, operator }) => key === NAME_LABEL && operator === 'In')?.values,
  };
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: ReadonlySet<string>;
}

/** Everything a selector asks for; `undefined` when it is malformed. */
function requirementsOf(selector: Json): Requirement[] | undefined {
  const labels = at(selector, 'matchLabels') ?? {};
  const expressions = at(selector, 'matchExpressions') ?? [];
  if (!isJsonObject(selector) || !isJsonObject(labels) || !Array.isArray(expressions)) {
    return undefined;
  }
  const all = [
    ...Object.entries(labels).map(([key, value]) => readRequirement(key, 'In', [value])),
    ...expressions.map((expression) => readRequirement(at(expression, 'key'), at(expression, 'operator'), at(expression, 'values') ?? [])),
  ];
  const requirements = all.filter((requirement) => requirement !== undefined);
  return requirements.length === all.length ? requirements : undefined;
}

function readRequirement(key: Json | undefined, operator: Json | undefined, values: Json): Requirement | undefined {
  if (typeof key !== 'string' || key === '' || typeof operator !== 'string' || !Array.isArray(values)) {
    return undefined;
  }
  const texts = values.filter((value) => typeof value === 'string');
  const takesValues = operator === 'In' || operator === 'NotIn';
  const isKnown = takesValues || operator === 'Exists' || operator === 'DoesNotExist';
  return isKnown && texts.length === values.length && (texts.length > 0) === takesValues ? { key, operator, values: new Set(texts) } : undefined;
}

function meets({ key, operator, values }: Requirement, namespace: KnownNamespace): boolean | undefined {
  if (key === NAME_LABEL ? namespace.name === '' : namespace.labels === undefined) {
    return undefined;
  }
  const value = key === NAME_LABEL ? namespace.name : namespace.labels?.get(key);
  switch (operator) {
    case 'In': return value !== undefined && values.has(value);
    case 'NotIn': return value === undefined || !values.has(value);
    case 'Exists': return value !== undefined;
    default: return value === undefined;
  }
}
