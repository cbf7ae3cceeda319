import type { SecretValue } from '../../credential';
import type { Json } from '../../manifest';

/** One call of Harbor's API. */
export interface HarborRequest {
  /** Method. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path behind `/api/v2.0`, its parts escaped. */
  readonly path: string;
  /** What it is for, in words behind "cannot": `create robot "puller"`. */
  readonly purpose: string;
  /**
   * Query, unescaped.
   *
   * @default - none
   */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Body.
   *
   * @default - none
   */
  readonly body?: Json;
  /**
   * Secrets in the body: whatever the server says back, they are not shown.
   *
   * @default - none
   */
  readonly secrets?: readonly SecretValue[];
  /**
   * Statuses that are answers, and no errors: 404 where something may be gone.
   *
   * @default - none but 2xx
   */
  readonly expected?: readonly number[];
  /**
   * What the caller knows about refusals, by their status: it ends the message.
   *
   * @default - what is generally known
   */
  readonly remedies?: Readonly<Record<number, string>>;
}

/** An answer of Harbor's API. */
export interface HarborReply {
  /** Status. */
  readonly status: number;
  /** Every value of each header, by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The body; nothing when there is none. */
  readonly json: Json | undefined;
}
