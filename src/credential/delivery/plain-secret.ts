import type { PlainTextSource } from '../credential-source';
import { printDockerConfig } from '../docker-config/print-docker-config';
import { namespaceProblems } from '../names';
import { pullSecretProblems, refuseDelivery } from './delivery-problems';
import type { JsonObject } from './json-object';
import { metadataOf, PULL_SECRET_KEY, PULL_SECRET_TYPE } from './pull-secret-props';
import type { PullSecretProps } from './pull-secret-props';

/** A pull secret in one namespace, in clear text. */
export interface PlainSecretProps extends PullSecretProps {
  /** Namespace of the pull secret. */
  readonly namespace: string;
  /** The login. */
  readonly source: PlainTextSource;
}

/**
 * A Secret that holds the login itself. The object returned is a secret: base64 hides nothing.
 *
 * It has `data` rather than `stringData`, which the API server never gives back, so that tools that compare see no difference.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong, `credential-invalid` when the login cannot work.
 */
export function plainSecretObject(props: PlainSecretProps): JsonObject {
  refuseDelivery(props.name, [...pullSecretProblems(props), ...namespaceProblems(props.namespace)]);
  const { username, password, email } = props.source;
  const config = printDockerConfig(props.registries.map(({ authKey }) =>
    ({ registry: authKey, username, password, ...email === undefined ? {} : { email } })));
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(props.name, props.namespace, props),
    type: PULL_SECRET_TYPE,
    data: { [PULL_SECRET_KEY]: Buffer.from(config.unsafeUnwrap(), 'utf8').toString('base64') },
  };
}
