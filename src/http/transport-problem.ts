import { TransportError } from './transport';
import type { TransportProblem } from './transport';

/** Codes of Node.js, OpenSSL, llhttp and undici. */
const PROBLEMS: Readonly<Record<string, TransportProblem>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'body-too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls-untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls-untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls-untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls-untrusted',
  CERT_UNTRUSTED: 'tls-untrusted',
  CERT_REVOKED: 'tls-untrusted',
  CERT_SIGNATURE_FAILURE: 'tls-untrusted',
  INVALID_CA: 'tls-untrusted',
  INVALID_PURPOSE: 'tls-untrusted',
  CERT_HAS_EXPIRED: 'tls-expired',
  CERT_NOT_YET_VALID: 'tls-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls-name',
  UND_ERR_PRX_TLS: 'proxy',
  EPROTO: 'tls-protocol',
};

/**
 * Says what went wrong below HTTP.
 *
 * Messages are left out on purpose: they quote what the other side sent.
 */
export function toTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) {
    return error;
  }
  const code = codeOf(error);
  if (code === undefined) {
    // undici gives its parser's errors a name, and mostly no code.
    return new TransportError(error instanceof Error && error.name === 'HTTPParserError' ? 'not-http' : 'connection-failed');
  }
  if (code === 'UND_ERR_ABORTED' && error instanceof Error) {
    // undici has no code of its own for what a proxy answers to CONNECT.
    const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
    return status === undefined ? new TransportError('connection-failed', code) : new TransportError('proxy', `HTTP ${status}`);
  }
  if (Object.hasOwn(PROBLEMS, code)) {
    return new TransportError(PROBLEMS[code] ?? 'connection-failed', code);
  }
  if (code.startsWith('HPE_')) {
    return new TransportError(code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'not-http', code);
  }
  return new TransportError(code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') ? 'tls-protocol' : 'connection-failed', code);
}

/** The first code that an error, what caused it, or what it is made of has. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) {
    return undefined;
  }
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code)) {
    return code;
  }
  return codeOf(cause, depth + 1) ?? (Array.isArray(errors) ? codeOf(errors[0], depth + 1) : undefined);
}
