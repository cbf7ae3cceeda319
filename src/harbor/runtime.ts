/**
 * What a dynamic provider of Pulumi loads as `pullproof/harbor-runtime`.
 *
 * Pulumi keeps the text of such a provider in its state, and runs that text again to read and to delete, maybe years later
 * and with a newer version of this package. So the path of this module, the names of its exports, and the inputs and outputs
 * that they take from a state stay as they are.
 *
 * @packageDocumentation
 */
export { endpoint } from './runtime/endpoint-resource';
export { immutability } from './runtime/immutability-resource';
export { project } from './runtime/project-resource';
export type { CheckFailure, CheckResult, CreateResult, DiffResult, ReadResult, ResourceHandlers, UpdateResult } from './runtime/resource-handlers';
export { retention } from './runtime/retention-resource';
export { robot } from './runtime/robot-resource';
