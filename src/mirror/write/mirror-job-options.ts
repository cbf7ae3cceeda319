import { nameProblems, namespaceProblems } from '../../credential';
import { Problems } from '../../error';
import type { Relocation } from '../../relocate';
import type { MirrorConnections } from './connections';

/** The image that does the work, as its makers publish it. */
export const REGSYNC_IMAGE = 'ghcr.io/regclient/regsync:v0.11.5';

/** How a plan runs in a cluster. */
export interface MirrorJobOptions extends Omit<MirrorConnections, 'logins'> {
  /** The relocation of the plan: regsync itself comes from the private registry, too. */
  readonly relocation: Relocation;
  /** Namespace of the objects. */
  readonly namespace: string;
  /**
   * Name of the Job and the ConfigMaps, with a checksum of their content behind it: a Job cannot be changed, so another
   * plan is another Job.
   *
   * @default "mirror"
   */
  readonly name?: string;
  /**
   * Names of the pull secrets that bring regsync itself to the node.
   *
   * @default - none: the nodes pull with their own identity
   */
  readonly pullSecretNames?: readonly string[];
  /**
   * Name of a Secret of type `kubernetes.io/dockerconfigjson` with the logins of regsync: a robot that may push, and one
   * for every source that asks for a login. Pull secrets cannot push, and must not.
   *
   * @default - none: every registry is open
   */
  readonly pushSecretName?: string;
  /**
   * Images in one run of regsync. A longer list becomes an Indexed Job, with one pod for each part of it.
   *
   * @default 100
   */
  readonly chunkSize?: number;
  /**
   * Pods of an Indexed Job that run at the same time.
   *
   * @default 4
   */
  readonly parallelism?: number;
  /**
   * The image of regsync as its makers publish it.
   *
   * @default "ghcr.io/regclient/regsync:v0.11.5"
   */
  readonly image?: string;
  /**
   * Name of a ConfigMap with the certificates of private authorities as PEM files.
   *
   * @default - the authorities that the image of regsync knows
   */
  readonly caConfigMapName?: string;
}

/** The longest name of a Job: a checksum and the suffixes of pods go behind it, and names of pods are labels. */
const LONGEST_NAME = 40;

/**
 * Checks what cannot be told by types.
 *
 * @throws PullproofError `mirror-invalid`
 */
export function checkJobOptions(options: MirrorJobOptions): void {
  const { name = 'mirror', namespace, pullSecretNames = [], pushSecretName, caConfigMapName, chunkSize = 1, parallelism = 1 } = options;
  const numbers = Object.entries({ chunkSize, parallelism }).filter(([, value]) => !Number.isInteger(value) || value < 1);
  new Problems().add(
    ...namespaceProblems(namespace),
    ...nameProblems(name, 'name of the Job'),
    ...(name.length > LONGEST_NAME ? [`the name of the Job has ${name.length} characters, at most ${LONGEST_NAME} leave room for those of its pods`] : []),
    ...pullSecretNames.flatMap((secret) => nameProblems(secret, 'pull secret name')),
    ...(pushSecretName === undefined ? [] : nameProblems(pushSecretName, 'push secret name')),
    ...(caConfigMapName === undefined ? [] : nameProblems(caConfigMapName, 'name of the ConfigMap')),
    ...numbers.map(([key, value]) => `${key} ${value} is no whole number from 1`),
  ).throwIfAny({ code: 'mirror-invalid', what: 'the Job cannot be written' });
}
