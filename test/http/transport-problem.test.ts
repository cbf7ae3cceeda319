import { TransportError } from '../../src/availability';
import { toTransportError } from '../../src/http/transport-problem';
import { CANARY_PASSWORD } from '../support/canary';

const coded = (code: unknown, message = 'x', more: object = {}): Error => Object.assign(new Error(message), { code, ...more });

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'connection-refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'connect-timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connect-timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['ECONNRESET', 'connection-reset'],
  ['UND_ERR_SOCKET', 'connection-reset'],
  ['UND_ERR_HEADERS_OVERFLOW', 'headers-too-large'],
  ['HPE_HEADER_OVERFLOW', 'headers-too-large'],
  ['HPE_INVALID_CONSTANT', 'not-http'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
  ['CERT_HAS_EXPIRED', 'tls-expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-name'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-protocol'],
  ['EPROTO', 'tls-protocol'],
  ['ESOMETHING', 'connection-failed'],
  ['toString', 'connection-failed'],
])('%s is %s', (code, problem) => {
  expect(toTransportError(coded(code)).problem).toBe(problem);
});

test('the code is found in what caused the error, or in what it is made of', () => {
  expect(toTransportError(coded(undefined, 'x', { cause: coded('ENOTFOUND') }))).toMatchObject({ problem: 'dns', systemCode: 'ENOTFOUND' });
  expect(toTransportError(new AggregateError([coded('ECONNREFUSED')]))).toMatchObject({ problem: 'connection-refused' });
});

test('what a proxy answers is told', () => {
  expect(toTransportError(coded('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling'))).toMatchObject({ problem: 'proxy', systemCode: 'HTTP 407' });
});

test('nothing of a message gets through', () => {
  const error = toTransportError(coded(CANARY_PASSWORD, CANARY_PASSWORD));
  expect(error).toMatchObject({ problem: 'connection-failed', message: 'connection-failed', systemCode: undefined });
  expect(error.cause).toBeUndefined();
});

test('anything can be thrown', () => {
  const own = new TransportError('timeout');
  expect(toTransportError(own)).toBe(own);
  for (const thrown of [undefined, null, 'text', 7, {}]) {
    expect(toTransportError(thrown)).toMatchObject({ problem: 'connection-failed' });
  }
});
