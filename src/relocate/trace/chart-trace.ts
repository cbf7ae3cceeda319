import type { Certainty, Json, ReferencePlace } from '../../manifest';
import type { PullSecretShape } from '../slot';

/** What a chart was rendered with when it was traced: a trace speaks for nothing else. */
export interface TraceSubject {
  /** Name of the chart. */
  readonly chart: string;
  /** Version of the chart. */
  readonly version: string;
  /** `sha256:` digest over the files of the chart, its sub-charts included. */
  readonly chartDigest: string;
  /** `sha256:` digest over the user's values, as canonical JSON. */
  readonly valuesDigest: string;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /**
   * Kubernetes version that the templates saw.
   *
   * @default - the version that Helm was built for
   */
  readonly kubeVersion?: string;
  /**
   * Further API versions that the templates saw.
   *
   * @default - none
   */
  readonly apiVersions?: readonly string[];
}

/** An object of the rendered chart. */
export interface TracedObject {
  /** API version of the object. */
  readonly apiVersion: string;
  /** Kind of the object. */
  readonly kind: string;
  /**
   * Namespace that stands on the object.
   *
   * @default - none: it gets that of the release, or is of the whole cluster
   */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * The Helm hooks that it is for.
   *
   * @default - it is no hook
   */
  readonly hooks?: readonly string[];
}

/** The text around a reference in a value that holds more than that. */
export interface SurroundingText {
  /** The text in front of it. */
  readonly before: string;
  /** The text behind it. */
  readonly after: string;
}

/** A value of the chart that takes part in a reference, or names a pull secret. */
export interface TracedKey {
  /** Where it stands, as for `helm --set`: `prometheus.image.registry`, `extra[0].image`. */
  readonly path: string;
  /**
   * The text that stands there for the templates.
   *
   * @default - nothing does, or nothing but an empty text
   */
  readonly text?: string;
  /**
   * Where the reference or the part of one stands in a longer text, as the text before it.
   *
   * @default - the text is nothing else
   */
  readonly within?: SurroundingText;
}

/** One way in which a chart puts a reference together: texts of templates, and values. */
export interface Composition {
  /**
   * Paths of values that make the chart put it together this way as soon as they are set: values that are empty by
   * default, and names that get a host.
   *
   * @default - none: this is what it does by default
   */
  readonly given?: readonly string[];
  /** Texts of templates, and paths of values, in order. */
  readonly parts: readonly CompositionPart[];
}

/** A part of a reference that no value moves. */
export interface FixedPart {
  /** Tells the parts apart. */
  readonly type: 'text';
  /** The text, as templates write it. */
  readonly text: string;
}

/** A part of a reference that is the value at a path. */
export interface ValuePart {
  /** Tells the parts apart. */
  readonly type: 'value';
  /** The path. */
  readonly path: string;
}

/** A part of a reference: a text that no value moves, or the value at a path. */
export type CompositionPart = FixedPart | ValuePart;

/** A reference of the rendered chart, and what moves it. */
export interface TracedReference {
  /** The reference as the chart renders it with the user's values. */
  readonly text: string;
  /** The object it stands in. */
  readonly object: TracedObject;
  /** Where in the object, for people and for comparing: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** What kind of place it is. */
  readonly place: ReferencePlace;
  /** How sure it is that it is one. */
  readonly certainty: Certainty;
  /** How the chart puts it together, measured; the strongest comes first. Empty when no value moves it. */
  readonly compositions: readonly Composition[];
  /**
   * Paths of values that change it in a way that could not be read: setting one of them may make anything of it.
   *
   * @default - none
   */
  readonly unreadable?: readonly string[];
}

/** A value that names pull secrets, and how it was seen to do so. */
export interface TracedPullSecretKey {
  /** Where it stands. */
  readonly path: string;
  /** The form it takes. */
  readonly shape: PullSecretShape;
}

/** A pod, or a template of pods, of the rendered chart. */
export interface TracedPod {
  /** The object it stands in. */
  readonly object: TracedObject;
  /** Path to the pod's specification, for people and for comparing: `spec.template.spec`. */
  readonly path: string;
  /** The account it runs as. */
  readonly account: string;
  /** Names of the pull secrets that it lists with the user's values alone. */
  readonly pullSecretNames: readonly string[];
  /** Texts of the images it pulls. */
  readonly images: readonly string[];
  /** Paths of the values that name pull secrets in it, those of its account not included. */
  readonly namedBy: readonly string[];
}

/** A service account of the rendered chart. */
export interface TracedAccount {
  /** The object. */
  readonly object: TracedObject;
  /** Names of the pull secrets that it lists with the user's values alone. */
  readonly pullSecretNames: readonly string[];
  /** Paths of the values that name pull secrets in it. */
  readonly namedBy: readonly string[];
}

/** A value that a chart demands before it lets others be changed. */
export interface TracedPermission {
  /** Where it stands, such as `global.security.allowInsecureImages`. */
  readonly path: string;
  /** What it has to be. */
  readonly value: boolean;
  /** What the chart said without it. */
  readonly reason: string;
}

/** A value that would move something and must be left alone, with what happened when it was set. */
export interface RejectedKey {
  /** Where it stands. */
  readonly path: string;
  /** What happened: the words of Helm, or what else changed. */
  readonly reason: string;
  /**
   * What it takes all the same: `host`, the name of a registry without a path.
   *
   * @default - nothing
   */
  readonly accepts?: 'host';
}

/** A default list of a chart. */
export interface TracedList {
  /** Where it stands. */
  readonly path: string;
  /** The whole list. */
  readonly value: Json;
}

/**
 * What was measured about a chart by rendering it: which values move which reference, and which bring pull secrets to
 * which pods. Plain data: it can be saved, reviewed, and used without rendering again.
 */
export interface ChartTrace {
  /** What it speaks for. */
  readonly subject: TraceSubject;
  /** The values that take part in references. */
  readonly keys: readonly TracedKey[];
  /** The references. */
  readonly references: readonly TracedReference[];
  /** The values that name pull secrets. */
  readonly pullSecretKeys: readonly TracedPullSecretKey[];
  /** The pods. */
  readonly pods: readonly TracedPod[];
  /** The accounts. */
  readonly accounts: readonly TracedAccount[];
  /** Values that have to be set along with any other. */
  readonly permissions: readonly TracedPermission[];
  /** Values that must be left alone. */
  readonly rejected: readonly RejectedKey[];
  /**
   * Default lists of the chart that hold one of the keys: Helm replaces lists as a whole, so overrides repeat them. A
   * list that the user's values set is not among them.
   */
  readonly lists: readonly TracedList[];
  /** How many times the chart was rendered for this. */
  readonly renders: number;
}
