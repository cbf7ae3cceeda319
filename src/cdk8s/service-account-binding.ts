import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { checkCoverage, serviceAccountObject } from '../credential';
import { atConstruct } from './construct-error';
import { addObjects, writeAfter } from './objects';
import type { IPullSecret } from './pull-secret-reference';

/** What a binding is made of. */
export interface ServiceAccountBindingProps {
  /** Namespace of the account. */
  readonly namespace: string;
  /** The pull secrets of the account: the whole list, because Kubernetes merges nothing into it. */
  readonly pullSecrets: IPullSecret[];
  /**
   * Name of the account.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /**
   * Labels of the account.
   *
   * @default - none beyond those of the chart
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the account, such as `eks.amazonaws.com/role-arn`.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Whether the account exists already, as the `default` account of a namespace does: its list is replaced, whatever it
   * held before. The object must be applied on the server's side (`kubectl apply --server-side`, or Flux, or Argo CD,
   * which annotations tell), so that nothing else of the account changes, and nothing removes the account with the app.
   *
   * @default false
   */
  readonly existing?: boolean;
  /**
   * Names of Secrets that an existing account lists already and shall keep, as OpenShift's `default-dockercfg-…`.
   *
   * @default - none
   */
  readonly keep?: string[];
}

/**
 * A ServiceAccount whose pods can pull.
 *
 * The API server copies the account's list into every new pod that brings no list of its own. Only the fields we are
 * asked for are written: `automountServiceAccountToken` and the rest stay as they are. Where nodes pull with their own
 * identity there is nothing to list, and for an existing account nothing to write.
 *
 * It has the shape of a ServiceAccount of any cdk8s-plus, so `serviceAccount` of a `Deployment` takes it.
 */
export class ServiceAccountBinding extends Construct {
  /** API version of the object: always `v1`. */
  public readonly apiVersion: string = 'v1';
  /** API group of the object: the core group. */
  public readonly apiGroup: string = '';
  /** Kind of the object: always `ServiceAccount`. */
  public readonly kind: string = 'ServiceAccount';
  /** Resource name in the API: always `serviceaccounts`. */
  public readonly resourceType: string = 'serviceaccounts';
  /** Name of the account. */
  public readonly name: string;
  /** Namespace of the account. */
  public readonly namespace: string;
  /** Names of the Secrets on its list, in order. */
  public readonly pullSecretNames: string[];

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id, and the name of the account unless one is given.
   * @param props what it is made of.
   * @throws PullproofError `name-invalid` that lists every bad name, `namespace-invalid` that lists every pull secret which
   * is not delivered to the namespace, `object-clash` when the chart holds the account already.
   */
  constructor(scope: Construct, id: string, props: ServiceAccountBindingProps) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = props.namespace;
    const { pullSecrets, namespace, labels, annotations, existing = false, keep = [] } = props;
    atConstruct(this, () => checkCoverage(pullSecrets, namespace));
    const names = pullSecrets.filter((secret) => secret.needed).map((secret) => secret.name);
    this.pullSecretNames = [...new Set([...keep, ...names])];
    const object = atConstruct(this, () => serviceAccountObject({
      name: this.name, namespace, pullSecrets: this.pullSecretNames, labels, annotations, existing,
    }));
    if (existing && this.pullSecretNames.length === 0 && labels === undefined && annotations === undefined) {
      return;
    }
    const dependencies = pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace)).filter((other) => !comesBefore(other, this));
    addObjects(this, [{ id: 'Resource', object }]).forEach((resource) => writeAfter(resource, dependencies));
  }

  /** Name of the account, as role bindings of cdk8s-plus ask for it. */
  public get resourceName(): string {
    return this.name;
  }

  /** The account as a subject of a role binding of cdk8s-plus. */
  public toSubjectConfiguration(): ServiceAccountSubject {
    return { kind: this.kind, name: this.name, namespace: this.namespace, apiGroup: this.apiGroup };
  }

  /** The account itself: its object is one resource of the API. */
  public asApiResource(): ServiceAccountBinding {
    return this;
  }

  /** Never: an account is a resource of the API. */
  public asNonApiResource(): string | undefined {
    return undefined;
  }
}

/**
 * Whether something is written earlier as it is: cdk8s writes the children of a scope as they were added, but for ids like
 * `10`. A dependency for each of thousands of accounts would make synthesis a tenth slower. A namespace always gets one:
 * before it exists, the API server takes nothing for it.
 */
function comesBefore(other: IConstruct, binding: Construct): boolean {
  const { scope, id } = binding.node;
  const isNamespace = ApiObject.isApiObject(other) && other.kind === 'Namespace';
  return !isNamespace && scope !== undefined && other.node.scopes.includes(scope) && !/^\d+$/.test(id);
}

/** An account as a subject of RBAC. */
export interface ServiceAccountSubject {
  /** Always `ServiceAccount`. */
  readonly kind: string;
  /** Name of the account. */
  readonly name: string;
  /** Namespace of the account. */
  readonly namespace: string;
  /** API group of the account: the core group. */
  readonly apiGroup: string;
}
