import type { NamespaceChoice } from '../../credential';
import { tingyunNamespace } from './tingyun-facts';

/** Which namespaces the agent works in. */
export interface TingyunNamespaces {
  /**
   * Namespace of the agent itself.
   *
   * @default "tingyun"
   */
  readonly agentNamespace?: string;
  /**
   * Namespaces whose pods get the agent injected, by name.
   *
   * @default - none by name
   */
  readonly businessNamespaces?: readonly string[];
  /**
   * Labels of namespaces whose pods get the agent injected, all of them.
   *
   * @default - none by label
   */
  readonly businessNamespaceSelector?: Readonly<Record<string, string>>;
  /**
   * Namespaces that need no pull secret of the agent, because those of their pods open its project already.
   *
   * @default - none
   */
  readonly excludedNamespaces?: readonly string[];
}

/** The namespaces that need the pull secret: the agent's own, and every one that it is injected into. */
export function tingyunSecretNamespaces(namespaces: TingyunNamespaces): NamespaceChoice {
  const { agentNamespace = tingyunNamespace, businessNamespaces = [], businessNamespaceSelector, excludedNamespaces = [] } = namespaces;
  const listed = businessNamespaces.filter((namespace) => namespace !== agentNamespace && !excludedNamespaces.includes(namespace));
  const excluded = excludedNamespaces.filter((namespace) => namespace !== agentNamespace);
  return {
    namespaces: [agentNamespace, ...listed],
    ...(businessNamespaceSelector === undefined ? {} : { namespaceSelector: { ...businessNamespaceSelector } }),
    ...(businessNamespaceSelector === undefined || excluded.length === 0 ? {} : { excludedNamespaces: excluded }),
  };
}
