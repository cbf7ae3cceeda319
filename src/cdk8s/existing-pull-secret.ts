import type { Construct, IConstruct } from 'constructs';
import { nameProblems, namespaceProblems } from '../credential';
import { Problems } from '../error';
import type { Registry } from '../registry';
import { atConstruct } from './construct-error';
import { Proof } from './proof';
import type { IPullSecret } from './pull-secret-reference';
import { SecretReference } from './secret-reference';

/** What is known of a pull secret that exists already. */
export interface ExistingPullSecretProps {
  /** The registry it opens. */
  readonly registry: Registry;
  /** Name of the Secret. */
  readonly name: string;
  /**
   * Namespaces it exists in.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];
}

/** A pull secret that something else creates. */
export class ExistingPullSecret extends SecretReference implements IPullSecret {
  public readonly name: string;
  public readonly needed: boolean = true;
  readonly #namespaces: readonly string[] | undefined;

  /** @throws PullproofError `name-invalid` that lists every wrong name. */
  constructor(scope: Construct, id: string, { name, registry, namespaces }: ExistingPullSecretProps) {
    super(scope, id);
    this.name = name;
    this.#namespaces = namespaces === undefined ? undefined : [...namespaces];
    atConstruct(this, () => new Problems()
      .add(...nameProblems(name, 'pull secret name'), ...(namespaces ?? []).flatMap((namespace) => namespaceProblems(namespace)))
      .throwIfAny({ code: 'name-invalid', what: 'there can be no such pull secret' }));
    Proof._of(this).declareSecret({ name, registries: [registry.authKey], ...(namespaces === undefined ? {} : { namespaces: [...namespaces] }) });
  }

  public covers(namespace: string): boolean {
    return this.#namespaces?.includes(namespace) ?? true;
  }

  public dependenciesIn(_namespace: string): IConstruct[] {
    return [];
  }
}
