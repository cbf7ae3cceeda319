import type { IConstruct } from 'constructs';
import { PullproofError } from '../error';

/** Runs code of the core and adds the path of the construct to its errors: the core does not know where it is called. */
export function atConstruct<T>(construct: IConstruct, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw PullproofError.isPullproofError(error) ? error.at(construct.node.path) : error;
  }
}
