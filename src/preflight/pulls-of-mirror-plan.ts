import { listSome } from '../audit';
import { Keyring } from '../credential';
import { imageName, parseReference } from '../image';
import type { MirrorPlan, MirrorReason } from '../mirror';
import { PullCollector } from './collect-pulls';
import type { PullPlan } from './image-pull';
import type { GivenCredentials } from './plan-pulls';

/** What of a mirror plan is checked, and with what. */
export interface MirrorCheckOptions {
  /**
   * Which end of the copies: what the cluster will pull, or what there is to copy from.
   *
   * @default "private"
   */
  readonly side?: 'private' | 'source';
  /** What reports call the plan: the name of its file. */
  readonly name: string;
  /**
   * Logins to use.
   *
   * @default - anonymous pulls
   */
  readonly given?: GivenCredentials;
  /**
   * Platforms that each image must serve.
   *
   * @default - those of the plan
   */
  readonly platforms?: readonly string[];
}

/**
 * Finds what there is to ask registries for, to know whether a mirror plan has been carried out, or can be.
 *
 * Where the plan knows a digest, the image must have it: a tag that was copied from another digest is a finding.
 */
export function pullsOfMirrorPlan(plan: MirrorPlan, options: MirrorCheckOptions): PullPlan {
  const { side = 'private', name, given, platforms } = options;
  const keyring = new Keyring(given?.entries ?? []);
  const collector = new PullCollector();
  const add = (image: string, reasons: readonly MirrorReason[], wanted: readonly string[], digest?: string): void => {
    const reference = parseReference(image);
    const credentials = keyring.lookup(imageName(reference));
    collector.add({
      use: {
        image, location: { apiVersion: '', kind: 'MirrorPlan', name, file: name }, reason: listSome(reasons.map(({ text }) => text)),
        namespace: '', container: '', sources: credentials.map(() => given?.name ?? ''), obstacles: [],
      },
      reference, credentials, standing: 'known', platforms: platforms ?? wanted, ...(digest === undefined ? {} : { digest }),
    });
  };
  for (const { source, references, reasons, digest, platforms: wanted } of plan.copies) {
    (side === 'source' ? [source] : references).forEach((image) => add(image, reasons, wanted, digest));
  }
  if (side === 'private') {
    plan.alreadyPrivate.forEach(({ reference, reasons }) => add(reference, reasons, []));
  }
  return { pulls: collector.pulls(), unchecked: [] };
}
