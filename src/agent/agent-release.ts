import type { ImageSlot, PullSecretSlot, ValueCondition } from '../relocate';
import type { ComputedSource } from './computed-source';
import type { UnmovableImage } from './unmovable-image';
import type { ValueWorkaround } from './value-workaround';

/** The chart that installs a release. */
export interface AgentChart {
  /** Name of the chart. */
  readonly name: string;
  /** Address of the repository that the vendor publishes it in. */
  readonly repository: string;
  /** Version of the chart. */
  readonly version: string;
  /**
   * Path of a default value that names the release too. Charts taken from source control often carry a placeholder as
   * their version, and then this tells them apart.
   *
   * @default - only the version of the chart tells
   */
  readonly versionValue?: string;
  /**
   * Kubernetes versions that the chart accepts, as a range.
   *
   * @default - all of them
   */
  readonly kubeVersion?: string;
}

/** An image that an agent pulls. */
export interface AgentImage {
  /** Name of the image within the release, such as `prometheus`. */
  readonly id: string;
  /**
   * The reference that the chart uses by default.
   *
   * @default - the chart names none here, only the values of a user can
   */
  readonly source?: string;
  /**
   * How the chart makes the reference out of other values. The first that applies counts; when none does, `source`.
   *
   * @default - the reference is `source`
   */
  readonly computed?: ComputedSource[];
  /**
   * Why no value of the chart moves it.
   *
   * @default - the image slots move it
   */
  readonly unmovable?: UnmovableImage;
  /**
   * When it is pulled.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** A container of a workload. */
export interface AgentContainer {
  /** Name of the container, with the placeholders of {@link AgentWorkload.name}. */
  readonly name: string;
  /** Id of its image. */
  readonly image: string;
  /**
   * Whether it is an init container.
   *
   * @default false
   */
  readonly init?: boolean;
  /**
   * When the pod has it.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** A workload of an agent, and so a pod that has to pull. */
export interface AgentWorkload {
  /** Name of the workload within the release, such as `webhook`. */
  readonly id: string;
  /** Kind of the object: Deployment, DaemonSet, Job, CronJob, … */
  readonly kind: string;
  /**
   * Name of the object. `{release}` stands for the name of the Helm release, `*` for a checksum at the end,
   * `{fullname CHART}` for the name that charts make of the release and themselves (`{fullname CHART 26}` when they cut
   * it at 26 characters), and `{path}` for the text at that path of the values.
   */
  readonly name: string;
  /** Its containers. */
  readonly containers: AgentContainer[];
  /**
   * The Helm hooks that run it, such as `pre-install`.
   *
   * @default - it is no hook
   */
  readonly hooks?: string[];
  /**
   * Id of its service account.
   *
   * @default - it names none, so its pods run as `default`
   */
  readonly account?: string;
  /**
   * When it exists.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** A service account that pods of an agent run as. */
export interface AgentAccount {
  /** Name of the account within the release. */
  readonly id: string;
  /** Name of the object when no value says otherwise, with the placeholders of {@link AgentWorkload.name}. */
  readonly name: string;
  /**
   * Path of the value that names it.
   *
   * @default - it cannot be named
   */
  readonly nameValue?: string;
  /**
   * Path of the value that says whether the chart creates it.
   *
   * @default - `createWhen` says it
   */
  readonly createValue?: string;
  /**
   * When the chart creates it.
   *
   * @default - always, unless `createValue` says otherwise
   */
  readonly createWhen?: ValueCondition;
  /**
   * Path of the value that names it when the chart does not create it.
   *
   * @default - the value at `nameValue`
   */
  readonly existingNameValue?: string;
  /**
   * Name that pods use when the chart does not create the account and no value names it.
   *
   * @default "default"
   */
  readonly existingName?: string;
  /**
   * Name that an install gives it, because nothing in the chart brings a pull secret to its pods. While the user names
   * no account at `nameValue`, that value becomes this name, and the account has to be created with the pull secrets.
   *
   * @default - pods get their pull secrets by the values of the chart
   */
  readonly bindAs?: string;
  /**
   * Name that the role bindings of the chart are made for, whatever the value at `nameValue` says.
   *
   * @default - they follow the value
   */
  readonly boundName?: string;
}

/**
 * An object of a chart that repeats the values of the install as text. Image names stand there, those of switched-off
 * parts among them, but nothing is pulled because of it.
 */
export interface AgentEcho {
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object, with the placeholders of {@link AgentWorkload.name}. */
  readonly name: string;
  /** Why nothing is pulled because of it. */
  readonly reason: string;
}

/** A value that an install cannot do without: one of several. */
export interface RequiredValue {
  /** Paths, of which one must be set. */
  readonly oneOf: string[];
  /** What the value is for. */
  readonly text: string;
  /**
   * When the chart needs it.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** Whether a trap only deserves mention, or means that the user's values cannot work. */
export type TrapSeverity = 'note' | 'conflict';

/** Something about a release that surprises people, with its source. */
export interface AgentTrap {
  /** Stable name of the trap. */
  readonly id: string;
  /** What happens. */
  readonly text: string;
  /** What to do instead. */
  readonly remedy: string;
  /** Where this can be read: file and line of the chart, document, or issue. */
  readonly source: string;
  /**
   * Values of a user that run into it.
   *
   * @default - it is for the reader only
   */
  readonly when?: ValueCondition;
  /**
   * What running into it means.
   *
   * @default "note"
   */
  readonly severity?: TrapSeverity;
  /**
   * Whether it is told although the defaults of the chart alone run into it.
   *
   * @default false - only values that the user set himself are mentioned
   */
  readonly evenByDefault?: boolean;
}

/**
 * One release of an agent, as data: what it pulls, and which values move it.
 *
 * Every fact of the catalogue was read from the chart itself and rendered with Helm.
 */
export interface AgentRelease {
  /** Name of the agent, such as `cloudzero`. */
  readonly id: string;
  /** Name for people. */
  readonly title: string;
  /** Version of the release. */
  readonly version: string;
  /** The chart that installs it. */
  readonly chart: AgentChart;
  /** The images it pulls. */
  readonly images: AgentImage[];
  /** The places in values that move its images. */
  readonly imageSlots: ImageSlot[];
  /** The places in values that name pull secrets. */
  readonly pullSecretSlots: PullSecretSlot[];
  /** Its workloads. */
  readonly workloads: AgentWorkload[];
  /**
   * The accounts that its pods run as, besides `default`.
   *
   * @default - none
   */
  readonly accounts?: AgentAccount[];
  /**
   * Objects that repeat the values as text.
   *
   * @default - none
   */
  readonly echoes?: AgentEcho[];
  /**
   * Default values of the chart, as far as slots and conditions ask for them, in the form of a values file.
   *
   * @default - nothing is known about them
   */
  readonly defaults?: { [key: string]: unknown };
  /**
   * Values that an install cannot do without.
   *
   * @default - none
   */
  readonly requiredValues?: RequiredValue[];
  /**
   * Values that faults of the chart call for.
   *
   * @default - none
   */
  readonly workarounds?: ValueWorkaround[];
  /**
   * What surprises people.
   *
   * @default - nothing known
   */
  readonly traps?: AgentTrap[];
}
