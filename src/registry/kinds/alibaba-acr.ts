import { quote } from '../../error';
import { counted } from '../counted';
import { defineKind } from '../define-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in an Alibaba Cloud Container Registry the images are. */
export interface AlibabaAcrRegistryProps {
  /**
   * The namespace: 2 to 120 lower-case letters, digits and separators.
   *
   * A repository follows it directly, there are no deeper paths.
   */
  readonly namespace: string;
}

/**
 * Alibaba Cloud Container Registry, Enterprise Edition.
 *
 * A fixed password stays; temporary logins (`cr_temp_user`) live for an hour. A push creates repositories when the
 * namespace is set so.
 */
export const ALIBABA_ACR_ENTERPRISE = defineKind({
  id: 'alibaba-acr-enterprise',
  title: 'Alibaba ACR Enterprise',
  nodeIdentity: 'ACK credential helper',
  tokenLifetimeSeconds: 60 * 60,
  tokenUsernames: ['cr_temp_user'],
  createsRepositories: 'template',
  host: {
    pattern: /^[a-z0-9-]+-registry(?:-vpc)?\.[a-z0-9-]+\.cr\.aliyuncs\.com$/,
    form: '<instance>-registry.<region>.cr.aliyuncs.com or <instance>-registry-vpc.<region>.cr.aliyuncs.com',
  },
  pathForm: 'namespace/repository',
  minDepth: 2,
  maxDepth: 2,
  checkPath: checkAcrPath,
});

/** Alibaba Cloud Container Registry, Personal Edition: shared hosts, and hosts of an instance. */
export const ALIBABA_ACR_PERSONAL = defineKind({
  id: 'alibaba-acr-personal',
  title: 'Alibaba ACR Personal',
  createsRepositories: 'template',
  host: {
    pattern: /^(?:registry(?:-vpc|-intl|-internal)?\.[a-z0-9-]+\.aliyuncs\.com|crpi-[a-z0-9]+(?:-vpc)?\.[a-z0-9-]+\.personal\.cr\.aliyuncs\.com)$/,
    form: 'registry.<region>.aliyuncs.com or crpi-<id>.<region>.personal.cr.aliyuncs.com',
  },
  pathForm: 'namespace/repository',
  minDepth: 2,
  maxDepth: 2,
  checkPath: checkAcrPath,
});

/** Alibaba Cloud Container Registry, Enterprise Edition. */
export function placeAlibabaAcrEnterprise(host: string, props: AlibabaAcrRegistryProps): RegistryPlace {
  return { kind: ALIBABA_ACR_ENTERPRISE, host, prefix: props.namespace, problems: missingNamespace(props) };
}

/** Alibaba Cloud Container Registry, Personal Edition. */
export function placeAlibabaAcrPersonal(host: string, props: AlibabaAcrRegistryProps): RegistryPlace {
  return { kind: ALIBABA_ACR_PERSONAL, host, prefix: props.namespace, problems: missingNamespace(props) };
}

function missingNamespace(props: AlibabaAcrRegistryProps): string[] {
  return props.namespace === '' ? ['the namespace is empty'] : [];
}

function checkAcrPath(components: readonly string[]): string[] {
  const [namespace = '', repository] = components;
  const problems: string[] = [];
  if (namespace.length < 2 || namespace.length > 120) {
    problems.push(`namespace ${quote(namespace)} has ${counted(namespace.length, 'character')}, Alibaba ACR takes 2 to 120`);
  }
  if (components.length === 2 && repository !== undefined && (repository.length < 2 || repository.length > 64)) {
    problems.push(`repository ${quote(repository)} has ${counted(repository.length, 'character')}, Alibaba ACR takes 2 to 64`);
  }
  return problems;
}
