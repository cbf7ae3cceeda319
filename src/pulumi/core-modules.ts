import type * as agent from '../agent';
import type * as audit from '../audit';
import type * as manifest from '../manifest';
import type * as provision from '../provision';
import type * as relocate from '../relocate';

/**
 * The larger parts of the core, each loaded when it is first needed: a program that only declares pull secrets waits for no
 * catalogue of agents, no audit and no YAML.
 */
export const core = {
  agent: (): typeof agent => require('../agent') as typeof agent,
  audit: (): typeof audit => require('../audit') as typeof audit,
  manifest: (): typeof manifest => require('../manifest') as typeof manifest,
  provision: (): typeof provision => require('../provision') as typeof provision,
  relocate: (): typeof relocate => require('../relocate') as typeof relocate,
};
