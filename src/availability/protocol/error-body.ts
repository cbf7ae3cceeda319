import type { Json } from '../../manifest';
import { isJsonObject } from '../../manifest';

/** What an error response says in its body. */
export interface ErrorBody {
  /** Whether the body has the shape that the distribution specification gives to errors. */
  readonly isRegistryError: boolean;
  /** Codes in their order, without repetition; those that no registry is known to use are left out. */
  readonly codes: readonly string[];
  /**
   * The words of the server, as they came.
   *
   * @default - the body has no words, or not in a known place
   */
  readonly message?: string;
}

/**
 * The codes of the distribution specification, of the distribution registry, of Harbor and of go-containerregistry.
 *
 * Codes end up in answers, so a text that a server made up is no code.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
const KNOWN_CODES: ReadonlySet<string> = new Set([
  'BLOB_UNKNOWN', 'BLOB_UPLOAD_INVALID', 'BLOB_UPLOAD_UNKNOWN', 'DIGEST_INVALID', 'MANIFEST_BLOB_UNKNOWN', 'MANIFEST_INVALID', 'MANIFEST_UNKNOWN',
  'MANIFEST_UNVERIFIED', 'NAME_INVALID', 'NAME_UNKNOWN', 'SIZE_INVALID', 'TAG_INVALID', 'UNAUTHORIZED', 'DENIED', 'UNSUPPORTED', 'TOOMANYREQUESTS',
  'UNAVAILABLE', 'UNKNOWN', 'BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'PRECONDITION', 'PROJECTPOLICYVIOLATION', 'METHOD_UNKNOWN', 'INTERNAL_ERROR',
]);

/** A longer text that is no JSON is a page, not a message. */
const MAX_WORDS = 300;

/** Where servers that do not follow the specification put their words: token servers, gateways. */
const MESSAGE_FIELDS = ['message', 'error_description', 'details', 'error'];

/** Reads the body of an error response; never throws. */
export function parseErrorBody(text: string): ErrorBody {
  const body = parseJson(text);
  if (!isJsonObject(body)) {
    const words = text.trim();
    return { isRegistryError: false, codes: [], ...(words !== '' && words.length <= MAX_WORDS && !words.startsWith('<') && { message: words }) };
  }
  const { errors } = body;
  if (!Array.isArray(errors)) {
    const message = MESSAGE_FIELDS.map((field) => body[field]).find((value) => typeof value === 'string' && value !== '');
    return { isRegistryError: false, codes: [], ...(typeof message === 'string' && { message }) };
  }
  const objects = errors.filter(isJsonObject);
  const codes = objects.map(({ code }) => code).filter((code) => typeof code === 'string');
  const message = objects.map((error) => error.message).find((value) => typeof value === 'string' && value !== '');
  return {
    isRegistryError: codes.length > 0,
    codes: [...new Set(codes)].filter((code) => KNOWN_CODES.has(code)),
    ...(typeof message === 'string' && { message }),
  };
}

/** The value of a JSON text, or `undefined`. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
