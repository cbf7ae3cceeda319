import type { ImageReference } from '../image';
import type { JsonObject } from '../manifest';
import type { OverrideConflict, OverrideNote, TraceSolution } from '../relocate';
import type { RequiredValue } from './agent-release';
import type { UnmovableImage } from './unmovable-image';

/** An image of an install. */
export interface PlannedImage {
  /** Name of the image within the release. */
  readonly id: string;
  /**
   * The reference as the vendor publishes it, with the tag and digest that the user's values ask for.
   *
   * @default - only the user's values name this image, and it is private already
   */
  readonly source?: ImageReference;
  /** The private reference that the pods get. */
  readonly target: ImageReference;
  /** Whether the install pulls it with the given values. */
  readonly required: boolean;
  /** When it is pulled: `always`, or the condition on the values. */
  readonly reason: string;
  /**
   * Why no value moves it to `target`: it stays where the vendor publishes it until the rendered objects are rewritten.
   *
   * @default - values move it
   */
  readonly unmovable?: UnmovableImage;
  /**
   * Names of the containers that pull it.
   *
   * @default - all containers of the image
   */
  readonly reaches?: readonly string[];
}

/** A service account that pods of an install run as. */
export interface PlannedAccount {
  /** Name of the object. Charts shorten names that come from long release names; then this one differs. */
  readonly name: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Whether the chart creates it; an account that it does not create has to exist. */
  readonly createdByChart: boolean;
  /**
   * Whether it has to be created for the install, with the pull secrets: its name was chosen by the overrides. An
   * account that neither this nor the chart creates is one of the user, and has to exist.
   */
  readonly create: boolean;
  /** Names of the pull secrets that the account itself has to have, because its pods get them in no other way. */
  readonly pullSecretNames: readonly string[];
  /** The Helm hooks that run pods with it, such as `pre-upgrade`: it has to exist before them, and outlive the release for `pre-delete`. */
  readonly hooks: readonly string[];
  /** Ids of the workloads that use it. */
  readonly workloads: readonly string[];
}

/** A container of a workload of an install. */
export interface PlannedContainer {
  /** Name of the container. */
  readonly name: string;
  /** Id of its image. */
  readonly image: string;
  /** Whether it is an init container. */
  readonly init: boolean;
}

/** A workload of an install. */
export interface PlannedWorkload {
  /** Name of the workload within the release. */
  readonly id: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object, with `*` for a checksum. */
  readonly name: string;
  /** Name of the service account. */
  readonly serviceAccountName: string;
  /** The Helm hooks that run it; none for workloads that live as long as the release. */
  readonly hooks: readonly string[];
  /** Its containers and the id of the image of each, init containers first. */
  readonly containers: readonly PlannedContainer[];
}

/** An object that repeats the values of the install as text: references in it are not pulled, and prove nothing. */
export interface PlannedEcho {
  /** Kind of the object. */
  readonly kind: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** Why nothing is pulled because of it. */
  readonly reason: string;
}

/** The part of a plan that only the install of a traced chart has. */
export interface TracedPlan {
  /** What becomes of each reference and each pod. */
  readonly solution: TraceSolution;
  /** Names of the pull secrets of the install. */
  readonly pullSecretNames: readonly string[];
}

/** Everything that is known about an install before it is rendered. */
export interface InstallPlan {
  /** Namespace of the release. */
  readonly namespace: string;
  /** The overrides alone. */
  readonly overrides: JsonObject;
  /** The user's values with the overrides over them: what the chart is given. */
  readonly values: JsonObject;
  /** The images, required and optional ones. */
  readonly images: readonly PlannedImage[];
  /** The workloads that exist with these values. */
  readonly workloads: readonly PlannedWorkload[];
  /** The accounts that their pods run as. */
  readonly accounts: readonly PlannedAccount[];
  /** Objects that repeat the values as text, so that what an audit finds in them can be accepted by name. */
  readonly echoes: readonly PlannedEcho[];
  /** Values of the user that contradict the relocation, or that cannot work. Nothing was overwritten. */
  readonly conflicts: readonly OverrideConflict[];
  /** Values without which the chart does not install. */
  readonly missing: readonly RequiredValue[];
  /** What the user should know about the given values. */
  readonly notes: readonly OverrideNote[];
  /**
   * What was found out about a chart that is not of the catalogue.
   *
   * @default - the agent is of the catalogue
   */
  readonly traced?: TracedPlan;
}
