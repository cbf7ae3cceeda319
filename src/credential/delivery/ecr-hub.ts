import type { EcrTokenSource } from '../credential-source';
import { tryParseDuration } from '../duration';
import { nameProblems } from '../names';
import { namespaceChoiceProblems, pullSecretProblems, refuseDelivery } from './delivery-problems';
import { ecrScope } from './ecr-scope';
import type { EcrScope } from './ecr-scope';
import { clusterExternalSecret, EXTERNAL_SECRETS_API, targetOf } from './external-secret';
import { hubReaderObjects } from './hub-reader';
import type { JsonObject } from './json-object';
import { namesOf, namespaceSelectors } from './namespace-selectors';
import { metadataOf, PULL_SECRET_KEY } from './pull-secret-props';
import type { NamespaceChoice, PullSecretProps } from './pull-secret-props';
import { pullSecretTemplate } from './pull-secret-template';

/** A pull secret in many namespaces, from a token that is made in one. */
export interface EcrHubProps extends PullSecretProps, NamespaceChoice {
  /** Where and how the token is made. */
  readonly source: EcrTokenSource;
  /**
   * How long a token lives, in seconds.
   *
   * @default 43200
   */
  readonly tokenLifetimeSeconds?: number;
}

/** An authorization token of ECR lives twelve hours. Source: Amazon ECR, GetAuthorizationToken. */
const TOKEN_LIFETIME_SECONDS = 12 * 3600;

const GENERATORS_API = 'generators.external-secrets.io/v1alpha1';

/** Annotation of the hub's Secret: when its token ends, in seconds since 1970. */
export const EXPIRES_AT_ANNOTATION = 'pullproof/expires-at';

/**
 * The objects that make one token of Amazon ECR and copy it to every namespace, in the order in which they are needed.
 *
 * The hub: a generator, and the ExternalSecret that makes the pull secret of the hub namespace from it. The spokes: a
 * ClusterSecretStore that reads that one Secret through an account of its own, and the ClusterExternalSecret that copies it.
 * One generator per namespace instead would call ECR once per namespace, which throttles.
 *
 * The hub namespace itself may be among the namespaces: it has the pull secret already.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong, a token that ends before it is renewed included.
 * @see https://external-secrets.io/latest/api/generator/ecr/
 */
export function ecrHubObjects(props: EcrHubProps): JsonObject[] {
  const { name, source } = props;
  const store = source.hubStore ?? `${name}-hub`;
  const scope = ecrScope(props.registries, source.region);
  refuseDelivery(name, [
    ...pullSecretProblems(props),
    ...namespaceChoiceProblems(props),
    ...nameProblems(`${store}-reader`, 'name of the account that reads the hub'),
    ...scope.problems,
    ...lifetimeProblems(props),
  ]);
  const hub = [generator(props, scope), hubSecret(props)];
  const selectors = namespaceSelectors(props, source.hubNamespace);
  if (selectors.length === 0) {
    return hub; // the hub is the only namespace: nobody has to copy
  }
  const reader = { ...props, store, hubNamespace: source.hubNamespace };
  return [...hubReaderObjects(reader), ...hub, hubStore(props, store, selectors), clusterExternalSecret(props, selectors, spokeSpec(props, store))];
}

/** What a copy can be old at most is the sum of both intervals, and a token must outlive it. */
function lifetimeProblems({ source, tokenLifetimeSeconds = TOKEN_LIFETIME_SECONDS }: EcrHubProps): string[] {
  const { refreshInterval, spokeRefreshInterval } = source;
  const age = (tryParseDuration(refreshInterval) ?? NaN) + (tryParseDuration(spokeRefreshInterval) ?? NaN);
  return age < tokenLifetimeSeconds ? [] : [
    `refreshInterval (${refreshInterval}) and spokeRefreshInterval (${spokeRefreshInterval}) together must be shorter than the ${tokenLifetimeSeconds} s that a token lives`,
  ];
}

function generator(props: EcrHubProps, { region, scope }: EcrScope): JsonObject {
  const { hubNamespace, role, serviceAccount } = props.source;
  return {
    apiVersion: GENERATORS_API,
    kind: 'ECRAuthorizationToken',
    metadata: metadataOf(props.name, hubNamespace, props),
    spec: {
      region,
      ...scope === 'public' ? { scope } : {},
      ...role === undefined ? {} : { role },
      ...serviceAccount === undefined ? {} : { auth: { jwt: { serviceAccountRef: { name: serviceAccount } } } },
    },
  };
}

function hubSecret(props: EcrHubProps): JsonObject {
  const { name, registries, source } = props;
  return {
    apiVersion: EXTERNAL_SECRETS_API,
    kind: 'ExternalSecret',
    metadata: metadataOf(name, source.hubNamespace, props),
    spec: {
      refreshInterval: source.refreshInterval,
      target: targetOf(name, {
        metadata: { annotations: { [EXPIRES_AT_ANNOTATION]: '{{ .expires_at }}' } },
        data: { [PULL_SECRET_KEY]: pullSecretTemplate(registries.map(({ authKey }) => authKey)) },
      }),
      dataFrom: [{ sourceRef: { generatorRef: { apiVersion: GENERATORS_API, kind: 'ECRAuthorizationToken', name } } }],
    },
  };
}

/** The conditions keep every other namespace from reading the hub through the store. */
function hubStore(props: EcrHubProps, store: string, selectors: readonly JsonObject[]): JsonObject {
  const { hubNamespace } = props.source;
  const namespaces = namesOf(props, hubNamespace);
  const byLabel = props.namespaceSelector === undefined ? [] : selectors.slice(-1);
  return {
    apiVersion: EXTERNAL_SECRETS_API,
    kind: 'ClusterSecretStore',
    metadata: metadataOf(store, undefined, props),
    spec: {
      conditions: [
        ...namespaces.length === 0 ? [] : [{ namespaces }],
        ...byLabel.map((namespaceSelector) => ({ namespaceSelector })),
      ],
      provider: {
        kubernetes: {
          remoteNamespace: hubNamespace,
          server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', namespace: hubNamespace, key: 'ca.crt' } },
          auth: { serviceAccount: { name: `${store}-reader`, namespace: hubNamespace } },
        },
      },
    },
  };
}

/** Without template data, External Secrets copies the Secret of the hub as it is. */
function spokeSpec({ name, source }: EcrHubProps, store: string): JsonObject {
  return {
    refreshInterval: source.spokeRefreshInterval,
    secretStoreRef: { kind: 'ClusterSecretStore', name: store },
    target: targetOf(name, {}),
    dataFrom: [{ extract: { key: name } }],
  };
}
