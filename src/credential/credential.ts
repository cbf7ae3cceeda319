import { Problems, quote } from '../error';
import type {
  EcrTokenCredentialProps, ExistingSecretCredentialProps, ExternalSecretCredentialProps, PlainTextCredentialProps,
} from './credential-props';
import type { CredentialSource } from './credential-source';
import { passwordProblems, usernameProblems } from './docker-config/entry-problems';
import { refreshIntervalProblems } from './duration';
import { nameProblems, namespaceProblems } from './names';
import { isWellFormed } from './text';

const AWS_REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
const IAM_ROLE = /^arn:[a-z0-9-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/**
 * Who may pull from a registry, and how that comes to the cluster.
 *
 * There is one factory for each way; the names of those that put clear text into manifests say so.
 */
export class Credential {
  /**
   * A static login that an external store keeps and External Secrets copies into the cluster.
   *
   * @throws PullproofError `credential-invalid` that lists every wrong property.
   */
  public static externalSecret(props: ExternalSecretCredentialProps): Credential {
    const {
      store, storeKind = 'ClusterSecretStore', key, usernameProperty = 'username', passwordProperty = 'password', username, refreshInterval = '1h',
    } = props;
    return Credential.checked('externalSecret', [
      ...nameProblems(store, 'store'),
      ...storeKind === 'ClusterSecretStore' || storeKind === 'SecretStore' ? []
        : [`storeKind must be ClusterSecretStore or SecretStore (got ${quote(String(storeKind))})`],
      ...textProblems('key', key),
      ...username === undefined ? textProblems('usernameProperty', usernameProperty) : usernameProblems(username),
      ...textProblems('passwordProperty', passwordProperty),
      ...refreshIntervalProblems('refreshInterval', refreshInterval),
    ], { type: 'external-secret', store, storeKind, key, usernameProperty, passwordProperty, username, refreshInterval });
  }

  /**
   * A token of Amazon ECR, made by External Secrets in one hub namespace and copied to all others.
   *
   * One token for all namespaces keeps clear of the rate limit of ECR. Where the nodes may pull by themselves, prefer
   * {@link Credential.nodeIdentity}.
   *
   * @throws PullproofError `credential-invalid` that lists every wrong property.
   */
  public static ecrToken(props: EcrTokenCredentialProps): Credential {
    const { region, hubNamespace, serviceAccount, role, refreshInterval = '4h', spokeRefreshInterval = '15m', hubStore } = props;
    return Credential.checked('ecrToken', [
      ...region === undefined || AWS_REGION.test(region) ? [] : [`region must be an AWS region such as "eu-west-1" (got ${quote(region)})`],
      ...namespaceProblems(hubNamespace, 'hubNamespace'),
      ...serviceAccount === undefined ? [] : nameProblems(serviceAccount, 'serviceAccount'),
      ...role === undefined || IAM_ROLE.test(role) ? [] : [`role must be the ARN of an IAM role (got ${quote(role)})`],
      ...refreshIntervalProblems('refreshInterval', refreshInterval),
      ...refreshIntervalProblems('spokeRefreshInterval', spokeRefreshInterval),
      ...hubStore === undefined ? [] : nameProblems(hubStore, 'hubStore'),
    ], { type: 'ecr-token', region, hubNamespace, serviceAccount, role, refreshInterval, spokeRefreshInterval, hubStore });
  }

  /** The nodes pull with their own identity (EKS with ECR, GKE with Artifact Registry, AKS with ACR): no secret is made. */
  public static nodeIdentity(): Credential {
    return new Credential({ type: 'node-identity' });
  }

  /**
   * A pull secret that something else creates, in every namespace that needs it.
   *
   * Nothing can prove that: the proof names it as an assumption.
   *
   * @throws PullproofError `credential-invalid` when the name cannot be the name of a Secret.
   */
  public static existingSecret(props: ExistingSecretCredentialProps = {}): Credential {
    const { name, createdBy } = props;
    return Credential.checked('existingSecret', name === undefined ? [] : nameProblems(name), { type: 'existing-secret', name, createdBy });
  }

  /**
   * A login that stands in the manifests in base64, for everybody to read who reads them.
   *
   * For local clusters and trials. A password that was once in version control is no longer one.
   *
   * @throws PullproofError `credential-invalid` that lists every wrong property, without values.
   */
  public static unsafePlainText(props: PlainTextCredentialProps): Credential {
    const { username, password, email } = props;
    return Credential.checked('unsafePlainText', [...usernameProblems(username), ...passwordProblems(password)], { type: 'plain-text', username, password, email });
  }

  private static checked(factory: string, problems: readonly string[], source: CredentialSource): Credential {
    new Problems().add(...problems).throwIfAny({ code: 'credential-invalid', what: `Credential.${factory} cannot work with what it got` });
    return new Credential(source);
  }

  /**
   * Where the credential comes from.
   *
   * @internal
   */
  public readonly _source: CredentialSource;

  private constructor(source: CredentialSource) {
    this._source = Object.freeze(source);
  }
}

function textProblems(what: string, text: string): string[] {
  return typeof text === 'string' && text !== '' && isWellFormed(text) ? [] : [`${what} must be text, and not empty`];
}
