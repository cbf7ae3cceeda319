import { ServiceAccountPatch } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import { checkCoverage, serviceAccountObject } from '../credential';
import { addObject } from './add-object';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { Proof } from './proof';
import type { IPullSecret } from './pull-secret-reference';

/** What a binding is made of. */
export interface ServiceAccountBindingArgs {
  /** Namespace of the account. */
  readonly namespace: string;
  /** The pull secrets of the account: the whole list, because Kubernetes merges nothing into it. */
  readonly pullSecrets: readonly IPullSecret[];
  /**
   * Name of the account.
   *
   * @default - the name of the component
   */
  readonly name?: string;
  /**
   * Labels of the account.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the account, such as `eks.amazonaws.com/role-arn`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Whether the account exists already, as the `default` account of a namespace does: it is patched, and its list of pull
   * secrets replaced, whatever it held before. Destroying the stack takes the list away again, not the account.
   *
   * @default false
   */
  readonly existing?: boolean;
  /**
   * Names of Secrets that an existing account lists already and shall keep, as OpenShift's `default-dockercfg-…`.
   *
   * @default - none
   */
  readonly keep?: readonly string[];
  /**
   * Whether the list of an existing account is taken over from another owner of that field, instead of failing.
   *
   * @default false
   */
  readonly force?: boolean;
}

/**
 * A ServiceAccount whose pods can pull.
 *
 * The API server copies the account’s list into every new pod that brings no list of its own. Only the fields we are asked
 * for are written. Where nodes pull with their own identity there is nothing to list, and for an existing account nothing
 * to write.
 */
export class ServiceAccountBinding extends pulumi.ComponentResource {
  /** Name of the account. */
  public readonly name: string;
  /** Namespace of the account. */
  public readonly namespace: string;
  /** Names of the Secrets on its list, in order. */
  public readonly pullSecretNames: string[];
  /** The account, or the patch of it: workloads that run as it depend on this. `undefined` when there is nothing to write. */
  public readonly account: pulumi.Resource | undefined;

  /**
   * @param name the name of the component, and of the account unless one is given.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists every bad name, and every pull secret that is not delivered to the namespace.
   */
  constructor(name: string, args: ServiceAccountBindingArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:ServiceAccountBinding', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:ServiceAccountBinding', name);
    const { pullSecrets, namespace, labels, annotations, existing = false, keep = [], force = false } = args;
    this.name = args.name ?? name;
    this.namespace = namespace;
    atResource(this, label, () => checkCoverage(pullSecrets, namespace));
    const names = pullSecrets.filter((secret) => secret.needed).map((secret) => secret.name);
    this.pullSecretNames = [...new Set([...keep, ...names])];
    // Annotations that keep GitOps tools from pruning an adopted account have no meaning here: Pulumi patches it.
    const object = atResource(this, label, () =>
      serviceAccountObject({ name: this.name, namespace, pullSecrets: this.pullSecretNames, labels, annotations }));
    const dependsOn = pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace));
    if (!existing) {
      this.account = addObject(this, name, { id: 'account', object }, dependsOn);
    } else if (this.pullSecretNames.length > 0 || labels !== undefined || annotations !== undefined) {
      this.account = this.#patch(name, label, object, force, dependsOn);
    }
    this.registerOutputs({ name: this.name, namespace, pullSecretNames: this.pullSecretNames });
  }

  #patch(name: string, label: string, object: { readonly [key: string]: unknown }, force: boolean, dependsOn: pulumi.Resource[]): pulumi.Resource {
    const metadata = object.metadata as { readonly annotations?: { readonly [key: string]: string } };
    const forced = force ? { annotations: { ...metadata.annotations, 'pulumi.com/patchForce': 'true' } } : {};
    const patch = new ServiceAccountPatch(`${name}-account`, { ...object, metadata: { ...metadata, ...forced } }, { parent: this, dependsOn });
    Proof._of(this)._declare({ resource: patch, object, label: `${label}/account` });
    return patch;
  }
}
