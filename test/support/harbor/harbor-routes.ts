import type { Json } from '../../../src/manifest';
import type { HarborState } from './harbor-state';
import type { HarborUser } from './harbor-user';

/** One request, taken apart. */
export interface Call {
  readonly state: HarborState;
  readonly user: HarborUser;
  readonly parameters: ReadonlyMap<string, string>;
  /** The parts of the path that the pattern names. */
  readonly path: Readonly<Record<string, string>>;
  readonly body: Record<string, Json> | undefined;
  /** Whether a number in the path is a name. */
  readonly isResourceName: boolean;
}

/** One answer. */
export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
}

/** `METHOD /path/:part` to what answers it. */
export type Routes = Readonly<Record<string, (call: Call) => Reply>>;
