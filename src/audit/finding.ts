/** Where a finding was made. Everything a reader needs to open the right object at the right line. */
export interface FindingLocation {
  /** `apiVersion` of the object, such as `apps/v1`; empty for a document that could not be read. */
  readonly apiVersion: string;
  /** Kind of the object; empty for a document that could not be read. */
  readonly kind: string;
  /**
   * Namespace of the object as it will be applied.
   *
   * @default - the object is cluster-scoped, or could not be read
   */
  readonly namespace?: string;
  /** Name of the object; empty for a document that could not be read. */
  readonly name: string;
  /**
   * Path inside the object, such as `spec.template.spec.containers[0].image`.
   *
   * @default - the finding is about the object as a whole
   */
  readonly path?: string;
  /**
   * File of the object.
   *
   * @default - the object did not come from a file
   */
  readonly file?: string;
  /**
   * Line in the file, counted from 1, of the value at the path; where that is not known, of the object.
   *
   * @default - unknown
   */
  readonly line?: number;
  /**
   * Path of the construct or resource that declared the object.
   *
   * @default - the object was not declared by a construct
   */
  readonly construct?: string;
}

/** One thing the audit has to say. Findings are data, never exceptions. */
export interface Finding {
  /** Stable id of the rule, such as `image-not-private`; see `docs/rules.md`. */
  readonly rule: string;
  /** `error` refutes the proof; `warning` does so only in strict mode. */
  readonly severity: 'error' | 'warning';
  /** Where it is. */
  readonly location: FindingLocation;
  /** What is wrong, in one sentence without a full stop. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
  /**
   * The image reference it is about, as written in the manifest.
   *
   * @default - the finding is not about one image
   */
  readonly image?: string;
  /**
   * Why somebody accepted this finding; an acknowledged finding refutes nothing, and stays in the report.
   *
   * @default - nobody did
   */
  readonly acknowledged?: string;
}

/** Accepts findings of one rule, with a reason that ends up in the report. */
export interface Acknowledgement {
  /** Id of the rule, such as `image-floating-tag`. */
  readonly rule: string;
  /** Why it is accepted; must not be empty. */
  readonly reason: string;
  /**
   * Restricts it to one object, written as in the report: `Deployment agents/server`, or without the namespace
   * for a cluster-scoped one.
   *
   * @default - every finding of the rule
   */
  readonly resource?: string;
}
