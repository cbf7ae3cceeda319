import type { ExternalSecretSource } from '../credential-source';
import { namespaceProblems } from '../names';
import { namespaceChoiceProblems, pullSecretProblems, refuseDelivery } from './delivery-problems';
import type { JsonObject } from './json-object';
import { namespaceSelectors } from './namespace-selectors';
import { labelsOf, metadataOf, PULL_SECRET_KEY, PULL_SECRET_TYPE } from './pull-secret-props';
import type { NamespaceChoice, PullSecretProps } from './pull-secret-props';
import { pullSecretTemplate } from './pull-secret-template';

/** A pull secret in one namespace, from an external store. */
export interface ExternalSecretProps extends PullSecretProps {
  /** Namespace of the pull secret. */
  readonly namespace: string;
  /** Where the login is kept. */
  readonly source: ExternalSecretSource;
}

/** A pull secret in many namespaces, from an external store. */
export interface ClusterExternalSecretProps extends PullSecretProps, NamespaceChoice {
  /** Where the login is kept. */
  readonly source: ExternalSecretSource;
}

/** Version of the API of External Secrets; the older `v1beta1` is on its way out. */
export const EXTERNAL_SECRETS_API = 'external-secrets.io/v1';

/** How soon a new namespace gets its pull secret. */
export const NAMESPACE_RESCAN = '1m';

/**
 * An ExternalSecret that makes the pull secret of one namespace.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong.
 */
export function externalSecretObject(props: ExternalSecretProps): JsonObject {
  refuseDelivery(props.name, [...pullSecretProblems(props), ...namespaceProblems(props.namespace)]);
  return externalSecret(props, props.namespace, externalSecretSpec(props, props.source));
}

/** An ExternalSecret around its `spec`; what goes in was checked before. */
export function externalSecret(props: PullSecretProps, namespace: string, spec: JsonObject): JsonObject {
  return { apiVersion: EXTERNAL_SECRETS_API, kind: 'ExternalSecret', metadata: metadataOf(props.name, namespace, props), spec };
}

/**
 * A ClusterExternalSecret that makes the same pull secret in many namespaces, later ones included.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong.
 */
export function clusterExternalSecretObject(props: ClusterExternalSecretProps): JsonObject {
  refuseDelivery(props.name, [...pullSecretProblems(props), ...namespaceChoiceProblems(props)]);
  return clusterExternalSecret(props, namespaceSelectors(props), externalSecretSpec(props, props.source));
}

/** A ClusterExternalSecret around the `spec` of the ExternalSecrets that it makes. */
export function clusterExternalSecret(props: PullSecretProps, selectors: JsonObject[], spec: JsonObject): JsonObject {
  const metadata = labelsOf(props);
  return {
    apiVersion: EXTERNAL_SECRETS_API,
    kind: 'ClusterExternalSecret',
    metadata: metadataOf(props.name, undefined, props),
    spec: {
      externalSecretName: props.name,
      ...Object.keys(metadata).length === 0 ? {} : { externalSecretMetadata: metadata },
      namespaceSelectors: selectors,
      refreshTime: NAMESPACE_RESCAN,
      externalSecretSpec: spec,
    },
  };
}

/**
 * The `target` of an ExternalSecret: a Secret that lives and dies with it, but outlives a lost entry of the store.
 *
 * It is updated in place and never immutable, or a new password could not arrive.
 */
export function targetOf(name: string, template: JsonObject): JsonObject {
  return {
    name,
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    template: { engineVersion: 'v2', type: PULL_SECRET_TYPE, ...template },
  };
}

/** What an ExternalSecret shall make, and from where: the same in every namespace. */
export function externalSecretSpec({ name, registries }: PullSecretProps, source: ExternalSecretSource): JsonObject {
  const template = pullSecretTemplate(registries.map(({ authKey }) => authKey), source.username);
  const remote = (secretKey: string, property: string): JsonObject => ({ secretKey, remoteRef: { key: source.key, property } });
  return {
    refreshInterval: source.refreshInterval,
    secretStoreRef: { kind: source.storeKind, name: source.store },
    target: targetOf(name, { data: { [PULL_SECRET_KEY]: template } }),
    data: [
      ...source.username === undefined ? [remote('username', source.usernameProperty)] : [],
      remote('password', source.passwordProperty),
    ],
  };
}
