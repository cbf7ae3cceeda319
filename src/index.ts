export { ERROR_CODES, PullproofError } from './error';
export type { ErrorCode, ErrorCodeInfo, PullproofErrorDetails } from './error';
