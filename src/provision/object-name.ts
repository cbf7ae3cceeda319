import { createHash } from 'node:crypto';

const MAX_LENGTH = 253;

/**
 * The name of a Kubernetes object for something with another kind of name: `agents/cloudzero/agent` becomes
 * `agents.cloudzero.agent`.
 *
 * What would not come back from there (dots, underscores, capitals, too many characters) ends in a checksum, so that two names never meet.
 */
export function objectName(name: string): string {
  const plain = name.toLowerCase().replaceAll('/', '.').replaceAll(/[_:]/g, '-');
  if (!/[._:A-Z]/.test(name) && plain.length <= MAX_LENGTH) {
    return plain;
  }
  const end = checksum(name);
  return `${plain.slice(0, MAX_LENGTH - end.length - 1).replace(/[.-]+$/, '')}-${end}`;
}

/** Eight characters that tell a text from others. */
export function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** An object of a registry, with the id of its construct. */
export interface RegistryObject {
  /** Short name, unique in the plan and stable when images come and go. */
  readonly id: string;
  /** The object. */
  readonly object: KubernetesObject;
}

/** A Kubernetes object of one of the kinds of this folder. */
export interface KubernetesObject {
  /** Group and version. */
  readonly apiVersion: string;
  /** Kind. */
  readonly kind: string;
  /** Name, namespace, labels and annotations. */
  readonly metadata: ObjectMetadata;
  /** What is wanted. */
  readonly spec?: object;
}

/** The metadata of such an object. */
export interface ObjectMetadata {
  /** Name. */
  readonly name: string;
  /**
   * Namespace.
   *
   * @default - the kind has none
   */
  readonly namespace?: string;
  /**
   * Labels.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** Metadata without members that hold nothing. */
export function metadataOf(metadata: ObjectMetadata): ObjectMetadata {
  const { name, namespace, labels = {}, annotations = {} } = metadata;
  return {
    name, ...(namespace !== undefined && { namespace }),
    ...(Object.keys(labels).length > 0 && { labels }), ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}
