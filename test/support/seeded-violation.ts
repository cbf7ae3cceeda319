import type { AuditOptions } from '../../src/audit';

/** A proven stream with one thing changed for the worse. */
export interface SeededViolation {
  /** What was done, and where. */
  readonly what: string;
  /** The stream. */
  readonly text: string;
  /** The rule that has to catch it. */
  readonly rule: string;
  /**
   * The object that the finding has to be about, as `Kind name`.
   *
   * @default - any
   */
  readonly object?: string;
  /**
   * What is audited against instead.
   *
   * @default - what the stream is proven against
   */
  readonly options?: Partial<AuditOptions>;
}
