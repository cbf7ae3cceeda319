/** What a trouble is about. */
export type TroubleFamily =
  'credential' | 'permission' | 'policy' | 'absence' | 'platform' | 'content' | 'certificate' | 'network' | 'node' | 'container';

/** A message that was seen in the wild, with neutral names in it. */
export interface MessageExample {
  /** Who writes it. */
  readonly from: 'kubelet' | 'containerd' | 'CRI-O' | 'Docker' | 'API server';
  /** The message. */
  readonly text: string;
  /** Where its wording is from: source code, or a report of somebody who met it. */
  readonly source: string;
}

/** One thing that can keep an image, or its container, from coming up. */
export interface PullTrouble {
  /** Identifier for programs, stable: `login-refused`. */
  readonly id: string;
  /** What it is about. */
  readonly family: TroubleFamily;
  /** What is wrong, a sentence without a full stop. */
  readonly cause: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Where to read on. */
  readonly see: string;
  /** Messages that tell it; at least one. */
  readonly examples: readonly MessageExample[];
}

/** A trouble, with the words that tell it. */
export interface TroubleRow extends PullTrouble {
  /** Any of these in a message, after names of images, addresses and digests have been taken out. */
  readonly words: readonly RegExp[];
  /**
   * Hosts of registries that it is about.
   *
   * @default - all
   */
  readonly registry?: RegExp;
}

type Author = (source: string, text: string) => MessageExample;

/** A message of the kubelet. */
export const kubelet: Author = (source, text) => ({ from: 'kubelet', source, text });
/** A message of containerd. */
export const containerd: Author = (source, text) => ({ from: 'containerd', source, text });
/** A message of CRI-O. */
export const crio: Author = (source, text) => ({ from: 'CRI-O', source, text });
/** A message of the Docker daemon. */
export const docker: Author = (source, text) => ({ from: 'Docker', source, text });
/** A message of the API server. */
export const apiServer: Author = (source, text) => ({ from: 'API server', source, text });
