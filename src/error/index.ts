export { ERROR_CODES } from './codes';
export type { ErrorCode, ErrorCodeInfo, KnownErrorCode } from './codes';
export { escapeControlCharacters, quote } from './escape';
export { Problems } from './problems';
export { PullproofError } from './pullproof-error';
export type { PullproofErrorDetails } from './pullproof-error';
