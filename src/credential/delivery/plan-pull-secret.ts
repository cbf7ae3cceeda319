import { quote } from '../../error';
import type { Credential } from '../credential';
import type { CredentialSource } from '../credential-source';
import { namespaceChoiceProblems, pullSecretProblems, refuseDelivery } from './delivery-problems';
import { ecrHubObjects } from './ecr-hub';
import { clusterExternalSecretObject, externalSecret, externalSecretSpec } from './external-secret';
import type { JsonObject } from './json-object';
import { plainSecretObject } from './plain-secret';
import type { NamespaceChoice, PullSecretProps, RegistryHost } from './pull-secret-props';

/** What one pull secret over many namespaces is declared with. */
export interface PullSecretDeclaration extends NamespaceChoice {
  /** The registry it opens. */
  readonly registry: RegistryHost;
  /** Who may pull, and how that comes to the cluster. */
  readonly credential: Credential;
  /**
   * Name of the Secret in every namespace.
   *
   * @default - the name that the credential gives, else one made from the host: `pull-harbor-example-com`
   */
  readonly name?: string;
  /**
   * Whether the namespaces of the list are created too.
   *
   * @default false
   */
  readonly createNamespaces?: boolean;
  /**
   * Labels of the objects.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** One object of a plan. */
export interface PlannedObject {
  /** Short name, unique in the plan and stable when namespaces come and go. */
  readonly id: string;
  /** The object. Objects of a plan may have parts in common, so treat it as read-only. */
  readonly object: JsonObject;
  /** The namespace whose Secret it makes, or that it is; `undefined` for an object that serves them all. */
  readonly namespace: string | undefined;
  /** Ids of the objects of the plan that must exist before it. */
  readonly after: readonly string[];
}

/** Everything that a front end has to write, and what the audit has to know. */
export interface PullSecretPlan {
  /** Name of the Secret; `undefined` where nodes pull with their own identity. */
  readonly name: string | undefined;
  /** Namespaces to create first; empty unless asked for. */
  readonly namespaces: readonly PlannedObject[];
  /** Objects that make the Secrets, in the order in which they are needed. */
  readonly objects: readonly PlannedObject[];
  /** The last object before the Secrets of all namespaces appear; `undefined` where each namespace has its own maker. */
  readonly commonMaker: string | undefined;
  /** Whether the Secrets exist by the caller's word alone. */
  readonly assumed: boolean;
  /** What creates them then, in the words of the caller; `undefined` when they are made here, or nobody said. */
  readonly createdBy: string | undefined;
  /** Secrets that stand in clear text because somebody chose that, as `namespace/name`. */
  readonly clearText: readonly string[];
}

/**
 * Plans the delivery of one pull secret to many namespaces.
 *
 * A list of namespaces gives one maker per namespace, so that adding one touches no other; labels need an object that
 * watches the cluster, which then serves the list too. An ECR token always has one hub.
 *
 * @throws PullproofError `delivery-invalid` that lists everything that is wrong.
 */
export function planPullSecret(declaration: PullSecretDeclaration): PullSecretPlan {
  const source = declaration.credential._source;
  const name = declaration.name ?? (source.type === 'existing-secret' ? source.name : undefined) ?? defaultName(declaration.registry.host);
  const props: PullSecretProps = {
    name, registries: [declaration.registry], labels: declaration.labels, annotations: declaration.annotations,
  };
  refuseDelivery(name, [...pullSecretProblems(props), ...choiceProblems(declaration, source), ...deliveryProblems(declaration, source)]);
  const namespaces = declaration.createNamespaces === true ? declaration.namespaces ?? [] : [];
  return {
    name: source.type === 'node-identity' ? undefined : name,
    namespaces: namespaces.map((namespace) => namespaceObject(namespace, declaration)),
    assumed: source.type === 'existing-secret',
    createdBy: source.type === 'existing-secret' ? source.createdBy : undefined,
    clearText: source.type === 'plain-text' ? (declaration.namespaces ?? []).map((namespace) => `${namespace}/${name}`) : [],
    ...makers(props, declaration, source, new Set(namespaces)),
  };
}

/** Nodes that pull with their own identity need no namespaces; those that are named must be right all the same. */
function choiceProblems(declaration: PullSecretDeclaration, source: CredentialSource): string[] {
  const nothingNamed = (declaration.namespaces ?? []).length === 0 && declaration.namespaceSelector === undefined;
  return source.type === 'node-identity' && nothingNamed ? [] : namespaceChoiceProblems(declaration);
}

function deliveryProblems({ name, namespaceSelector, createNamespaces, namespaces }: PullSecretDeclaration, source: CredentialSource): string[] {
  return [
    ...source.type === 'plain-text' && namespaceSelector !== undefined
      ? ['a credential in clear text goes to listed namespaces only: nothing watches the cluster for labels'] : [],
    ...createNamespaces === true && (namespaces ?? []).length === 0 ? ['createNamespaces needs a list of namespaces'] : [],
    ...source.type === 'existing-secret' && source.name !== undefined && name !== undefined && source.name !== name
      ? [`the credential says that the existing Secret is called ${quote(source.name)}`] : [],
  ];
}

type Makers = Pick<PullSecretPlan, 'objects' | 'commonMaker'>;

function makers(props: PullSecretProps, choice: NamespaceChoice, source: CredentialSource, created: ReadonlySet<string>): Makers {
  const { namespaces = [], namespaceSelector } = choice;
  const perNamespace = (make: (namespace: string) => JsonObject): Makers => ({
    objects: namespaces.map((namespace) => ({ id: `ns-${namespace}`, namespace, object: make(namespace), after: homeOf(namespace, created) })),
    commonMaker: undefined,
  });
  switch (source.type) {
    case 'node-identity':
    case 'existing-secret':
      return { objects: [], commonMaker: undefined };
    case 'plain-text':
      return perNamespace((namespace) => plainSecretObject({ ...props, namespace, source }));
    case 'external-secret': {
      if (namespaceSelector !== undefined) {
        return planCommon([clusterExternalSecretObject({ ...choice, ...props, source })], [], created);
      }
      const spec = externalSecretSpec(props, source); // one for all: there may be thousands of namespaces
      return perNamespace((namespace) => externalSecret(props, namespace, spec));
    }
    case 'ecr-token':
      return planCommon(ecrHubObjects({ ...choice, ...props, source }), homeOf(source.hubNamespace, created), created);
  }
}

/** Objects that serve all namespaces together; the last one, which makes the Secrets, comes after everything else. */
function planCommon(objects: readonly JsonObject[], home: readonly string[], created: ReadonlySet<string>): Makers {
  const idOf = ({ kind }: JsonObject, index: number): string => (index === objects.length - 1 ? 'Resource' : `hub-${String(kind)}`);
  return {
    objects: objects.map((object, index) => ({
      id: idOf(object, index),
      namespace: undefined,
      object,
      after: index < objects.length - 1 ? home
        : [...[...created].flatMap((namespace) => homeOf(namespace, created)), ...objects.slice(0, -1).map(idOf)],
    })),
    commonMaker: 'Resource',
  };
}

/** Id of the object that creates a namespace, if one does. */
function homeOf(namespace: string, created: ReadonlySet<string>): string[] {
  return created.has(namespace) ? [`namespace-${namespace}`] : [];
}

function namespaceObject(namespace: string, { labels, namespaceSelector }: PullSecretDeclaration): PlannedObject {
  // A namespace we create must carry the labels that make it one of the selected.
  const own = { ...labels, ...namespaceSelector };
  return {
    id: `namespace-${namespace}`,
    namespace,
    after: [],
    object: {
      apiVersion: 'v1', kind: 'Namespace',
      metadata: { name: namespace, ...Object.keys(own).length === 0 ? {} : { labels: own } },
    },
  };
}

/** A DNS label that tells the host; two registries of one host and project need names of their own. */
function defaultName(host: string): string {
  return `pull-${host.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')}`.slice(0, 63).replace(/-+$/, '');
}
