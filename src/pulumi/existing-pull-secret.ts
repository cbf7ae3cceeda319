import type * as pulumi from '@pulumi/pulumi';
import { nameProblems, namespaceProblems } from '../credential';
import { Problems } from '../error';
import type { Registry } from '../registry';
import { Proof } from './proof';
import type { IPullSecret } from './pull-secret-reference';

/** What is known of a pull secret that exists already. */
export interface ExistingPullSecretArgs {
  /** The registry it opens. */
  readonly registry: Registry;
  /** Name of the Secret. */
  readonly name: string;
  /**
   * Namespaces it exists in.
   *
   * @default - every namespace
   */
  readonly namespaces?: readonly string[];
  /**
   * The Kubernetes provider of its cluster.
   *
   * @default - the default provider
   */
  readonly provider?: pulumi.ProviderResource;
}

/** A pull secret that something else creates. */
export class ExistingPullSecret implements IPullSecret {
  public readonly name: string;
  public readonly needed: boolean = true;
  readonly #namespaces: readonly string[] | undefined;

  /** @throws PullproofError `name-invalid` that lists every wrong name. */
  constructor({ name, registry, namespaces, provider }: ExistingPullSecretArgs) {
    this.name = name;
    this.#namespaces = namespaces === undefined ? undefined : [...namespaces];
    new Problems()
      .add(...nameProblems(name, 'pull secret name'), ...(namespaces ?? []).flatMap((namespace) => namespaceProblems(namespace)))
      .throwIfAny({ code: 'name-invalid', what: 'there can be no such pull secret' });
    const where = namespaces === undefined ? {} : { namespaces: [...namespaces] };
    Proof._for(provider).declareSecret({ name, registries: [registry.authKey], ...where });
  }

  public covers(namespace: string): boolean {
    return this.#namespaces?.includes(namespace) ?? true;
  }

  public dependenciesIn(_namespace: string): pulumi.Resource[] {
    return [];
  }
}
