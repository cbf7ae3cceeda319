import type { Finding, FindingLocation } from './finding';

/** One reference of the stream, as it stands in the report. */
export interface ReportedImage {
  /** The reference as written, without a login that somebody pasted along; empty for a container without image. */
  readonly image: string;
  /** `certain` for fields of pods, `likely` for named places elsewhere, `possible` for texts that only look like one. */
  readonly certainty: string;
  /** Kind of place: `container`, `initContainer`, `argument` … */
  readonly place: string;
  /** Whether it belongs to a declared registry. */
  readonly private: boolean;
  /** Where it stands. */
  readonly location: FindingLocation;
}

/** One pod of the stream and how it pulls. */
export interface ReportedPod {
  /** Where its template stands. */
  readonly location: FindingLocation;
  /** Namespace it runs in; empty when a cluster-wide object describes it, and its operator decides. */
  readonly namespace: string;
  /** Its ServiceAccount. */
  readonly serviceAccount: string;
  /** One line per image: the path to its credential, or that there is none. */
  readonly credentials: string[];
  /** Whether each of its images is private and has a path to a credential. */
  readonly canPull: boolean;
}

/** A release that a controller in the cluster renders, as it stands in the report. */
export interface ReportedRelease {
  /** The object that asks for it, as people name it: `HelmRelease agents/agent`. */
  readonly release: string;
  /** Who says how it renders. */
  readonly by: string;
  /** The references that its pods will pull, by that word. */
  readonly images: string[];
}

/** The outcome of an audit. */
export interface Verdict {
  /** Whether the stream proves that every image is private and every pod can pull. */
  readonly proven: boolean;
  /** Whether warnings count. */
  readonly strict: boolean;
  /** Everything the rules had to say, acknowledged findings included, in the order of the rules. */
  readonly findings: Finding[];
  /** What the proof takes for granted because the stream cannot show it. */
  readonly assumptions: string[];
  /** Number of objects that were read. */
  readonly objects: number;
  /** Every reference that was found. */
  readonly images: ReportedImage[];
  /** Every pod that was found. */
  readonly pods: ReportedPod[];
  /** Every release of the stream that the cluster renders and that somebody vouches for. */
  readonly releases: ReportedRelease[];
  /** The registries images may come from, as `host[/prefix]`. */
  readonly registries: string[];
}
