import type { Credential } from '../../credential';
import { nameProblems, namespaceProblems } from '../../credential';
import { Problems, quote } from '../../error';
import type { Registry } from '../../registry';
import { harborPullRobot } from '../harbor-plan';
import { metadataOf } from '../object-name';
import type { ObjectMetadata, RegistryObject } from '../object-name';
import type { RobotAccountParameters, SecretKeyReference, SecretObjectReference } from './crossplane-specs';

/**
 * The robot that pulls, and where its secret comes from: from the store that the pull secrets read too, from a Secret that
 * exists, or from Harbor, which makes one.
 */
export interface HarborRobotObject {
  /** Short name, without prefix and project. */
  readonly name: string;
  /**
   * What people see beside it.
   *
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Days from its creation after which it expires.
   *
   * @default - never
   */
  readonly durationDays?: number;
  /**
   * The credential of the pull secrets, when it comes from an external store: External Secrets brings its password to the
   * provider, and the same password opens the registry. It must have 8 to 128 characters with an upper-case letter, a
   * lower-case letter and a digit.
   *
   * @default - the secret comes from `secretRef`, or from Harbor
   */
  readonly credential?: Credential;
  /**
   * Namespace of the Secret that External Secrets makes for the provider.
   *
   * @default "crossplane-system"
   */
  readonly credentialNamespace?: string;
  /**
   * A Secret that holds it.
   *
   * @default - the secret comes from `credential`, or from Harbor
   */
  readonly secretRef?: SecretKeyReference;
  /**
   * Where the provider writes the secret, as `attribute.secret`. Needed when Harbor makes it: nobody else learns it.
   *
   * @default - nowhere
   */
  readonly connectionSecret?: SecretObjectReference;
}

/** What a robot is planned from. */
export interface HarborRobotRequest {
  /** The Harbor. */
  readonly registry: Registry;
  /** The robot. */
  readonly robot: HarborRobotObject;
  /** Projects that it pulls from. */
  readonly projects: readonly string[];
  /** Makes names of objects. */
  readonly nameOf: (...parts: readonly string[]) => string;
  /** Labels and annotations of the objects. */
  readonly declaration: Pick<ObjectMetadata, 'labels' | 'annotations'>;
}

/** The robot's object, without what all objects have, and the objects that it needs. */
export interface HarborRobotPlan {
  /** Name of its object. */
  readonly objectName: string;
  /** Its login name without the prefix of the installation. */
  readonly storedName: string;
  /** What is wanted. */
  readonly parameters: RobotAccountParameters;
  /** Objects that come before it. */
  readonly objects: readonly RegistryObject[];
}

/** Key of the Secret that External Secrets makes for the provider. */
const KEY = 'password';

/** @throws PullproofError `provision-invalid` that lists everything which cannot be. */
export function planHarborRobot({ registry, robot, projects, nameOf, declaration }: HarborRobotRequest): HarborRobotPlan {
  const { labels, annotations } = declaration;
  const spec = harborPullRobot({ registry, projects, ...robot });
  const owner = spec.level === 'project' ? spec.permissions[0]?.namespace : undefined;
  const storedName = owner === undefined ? spec.name : `${owner}+${spec.name}`;
  checkSecret(robot, storedName);
  const objectName = owner === undefined ? nameOf(spec.name) : nameOf(owner, spec.name);
  const { credential, credentialNamespace = 'crossplane-system', secretRef } = robot;
  const place = { namespace: credentialNamespace, name: objectName };
  const brought = credential === undefined ? secretRef : { ...place, key: KEY };
  return {
    objectName, storedName,
    parameters: {
      name: spec.name, level: spec.level, ...(spec.description !== undefined && { description: spec.description }), duration: spec.durationDays ?? -1,
      permissions: spec.permissions,
      ...(brought !== undefined && { secretSecretRef: brought }),
    },
    objects: credential === undefined ? [] : [externalSecret(credential, metadataOf({ ...place, labels, annotations }))],
  };
}

function checkSecret({ credential, credentialNamespace = 'crossplane-system', secretRef, connectionSecret }: HarborRobotObject, storedName: string): void {
  const source = credential?._source;
  const username = source?.type === 'external-secret' ? source.username : undefined;
  new Problems()
    .add(...(source !== undefined && source.type !== 'external-secret' ? ['the credential of a robot must come from an external store: `Credential.externalSecret`'] : []))
    .add(...(username !== undefined && !username.endsWith(storedName) ? [`the credential is for the user ${quote(username)}, and the robot will be called "…${storedName}"`] : []))
    .add(...(credential !== undefined && secretRef !== undefined ? ['the secret comes from the credential, or from secretRef, not from both'] : []))
    .add(...(credential === undefined && secretRef === undefined && connectionSecret === undefined
      ? ['Harbor would make the secret, and nobody would learn it: give a credential, a secretRef, or a connectionSecret'] : []))
    .add(...namespaceProblems(credentialNamespace, 'credentialNamespace'))
    .add(...(secretRef === undefined ? [] : referenceProblems('secretRef', secretRef)))
    .add(...(connectionSecret === undefined ? [] : referenceProblems('connectionSecret', connectionSecret)))
    .throwIfAny({ code: 'provision-invalid', what: `the robot ${quote(storedName)} cannot get its secret` });
}

function referenceProblems(what: string, { namespace, name }: SecretObjectReference): string[] {
  return [...namespaceProblems(namespace, `${what}.namespace`), ...nameProblems(name, `${what}.name`)];
}

/** Brings the password to the provider, from where the pull secrets get theirs. */
function externalSecret({ _source: source }: Credential, metadata: ObjectMetadata): RegistryObject {
  if (source.type !== 'external-secret') {
    throw new TypeError('only an external store is read here');
  }
  return {
    id: `externalsecret-${metadata.name}`,
    object: {
      apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata,
      spec: {
        refreshInterval: source.refreshInterval,
        secretStoreRef: { kind: source.storeKind, name: source.store },
        target: { name: metadata.name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: [{ secretKey: KEY, remoteRef: { key: source.key, property: source.passwordProperty } }],
      },
    },
  };
}
