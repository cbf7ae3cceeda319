import { isJsonObject } from '../../manifest';
import type { Json } from '../../manifest';

/** What Harbor says in the body of an error. */
export interface HarborError {
  /** Its code: `CONFLICT`, `BAD_REQUEST` … */
  readonly code?: string;
  /** Its words. */
  readonly message?: string;
}

/** Reads `{"errors":[{"code":"CONFLICT","message":"…"}]}`; empty for anything else, such as a page of a proxy. */
export function parseHarborError(json: Json | undefined): HarborError {
  const errors = isJsonObject(json) ? json.errors : undefined;
  const [first] = Array.isArray(errors) ? errors : [];
  if (!isJsonObject(first)) {
    return {};
  }
  const { code, message } = first;
  return {
    ...(typeof code === 'string' && /^[A-Z_]{2,60}$/.test(code) && { code }),
    ...(typeof message === 'string' && message !== '' && { message }),
  };
}
