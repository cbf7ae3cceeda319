/** Why an image of the agent does not come, by what Kubernetes says about the pod. */
export interface TingyunPullError {
  /** The cause, for programs. */
  readonly cause: 'unreachable' | 'certificate' | 'denied' | 'not-found' | 'timeout' | 'architecture';
  /** Words of messages that tell it, in lower case; messages are compared without regard to case. */
  readonly texts: readonly string[];
  /** What is wrong. */
  readonly meaning: string;
  /** What to do. */
  readonly action: string;
}

/**
 * Causes by the texts of `kubectl describe pod`: those of the vendor's guide, misspelt ones as they are, and those of
 * containerd. The first that fits counts.
 */
export const tingyunPullErrors: readonly TingyunPullError[] = [
  {
    cause: 'architecture',
    texts: ['exec format error', 'no match for platform in manifest'],
    meaning: 'the image is for another CPU architecture than the node',
    action: 'push the images of both architectures under one manifest list',
  },
  {
    cause: 'certificate',
    texts: ['x509'],
    meaning: 'the node does not trust the certificate of the registry',
    action: 'give the container runtime of the nodes the CA of the registry',
  },
  {
    cause: 'denied',
    texts: ['pull access denied', 'insufficient_scope', 'you may not login', 'authorization failed', '401 unauthorized', 'denied'],
    meaning: 'the pod has no credential that may pull the image',
    action: 'check that the pull secret exists in the namespace of the pod and that its robot may pull from the project',
  },
  {
    cause: 'not-found',
    texts: ['manifest unknown', '404', 'not found'],
    meaning: 'the registry has no such image or tag',
    action: 'push it, or correct its name',
  },
  {
    cause: 'timeout',
    texts: ['i/o timeout', 'timedtout', 'timed out', 'timeout'],
    meaning: 'the pull takes longer than the runtime waits',
    action: 'look at the network between the node and the registry',
  },
  {
    cause: 'unreachable',
    texts: ['connected fail', 'no such host', 'connection refused'],
    meaning: 'the node does not reach the registry',
    action: 'check its name, port and network with whoever runs it',
  },
];

/** The cause that a message of Kubernetes tells; `undefined` when it tells none of those known. */
export function findTingyunPullError(message: string): TingyunPullError | undefined {
  // Apart from other letters and digits: the digest of an image may hold a 404.
  const words = ` ${message.toLowerCase().replace(/[^a-z0-9/_]+/g, ' ')} `;
  return tingyunPullErrors.find(({ texts }) => texts.some((text) => words.includes(` ${text} `)));
}
