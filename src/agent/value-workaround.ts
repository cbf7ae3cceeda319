import type { ValueCondition } from '../relocate';

/**
 * A value that an install has to have beside the moved images and the pull secrets, because of a fault of the chart.
 *
 * It becomes part of the overrides. A value of the user in its place is a conflict.
 */
export interface ValueWorkaround {
  /** Path of the value. */
  readonly path: string;
  /** The value: a text, a number, a boolean, a list or a map. */
  readonly value: unknown;
  /** What goes wrong without it. */
  readonly text: string;
  /** Where this can be read: file and line of the chart, document, or issue. */
  readonly source: string;
  /**
   * When it is needed. Asked of the values with the overrides over them.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}
