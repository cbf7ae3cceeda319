import { proxyFromEnvironment, RegistryClient, UndiciTransport } from '../../src/availability';
import type { ConnectionOptions } from '../../src/availability';
import { PullproofError } from '../../src/error';
import { CANARY_PASSWORD } from '../support/canary';

function problemsOf(options: ConnectionOptions): readonly string[] {
  try {
    void new UndiciTransport(options).close();
    return [];
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.code).toBe('check-invalid');
    return (error as PullproofError).problems;
  }
}

test('options that can be used are used', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({
    plainHttpHosts: ['localhost:5000', 'Registry.example.com', '[::1]:5000'], trustedTokenHosts: ['auth.example.com'], connectTimeoutSeconds: 0.5,
    requestTimeoutSeconds: 1, retries: 0, maxRetryAfterSeconds: 0, proxy: { https: 'http://proxy:3128', http: 'https://user:x@proxy', except: '*' },
  })).toEqual([]);
});

test('every problem is told at once, and no proxy is shown', () => {
  expect(problemsOf({
    certificateAuthorities: ['', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'], plainHttpHosts: ['http://x', 'a/b'], trustedTokenHosts: [''],
    connectTimeoutSeconds: 0, requestTimeoutSeconds: Number.NaN, retries: 1.5, maxRetryAfterSeconds: -1,
    proxy: { https: `socks5://user:${CANARY_PASSWORD}@proxy`, http: CANARY_PASSWORD },
  })).toEqual([
    'certificateAuthorities[0] is not a certificate in PEM format',
    'certificateAuthorities[1] is not a certificate in PEM format',
    'plainHttpHosts: "http://x" is not a host, expected host[:port]',
    'plainHttpHosts: "a/b" is not a host, expected host[:port]',
    'trustedTokenHosts: "" is not a host, expected host[:port]',
    'proxy.https must be an http: or https: URL',
    'proxy.http must be an http: or https: URL',
    'connectTimeoutSeconds must be a number above 0 (got 0)',
    'requestTimeoutSeconds must be a number above 0 (got NaN)',
    'retries must be a whole number, 0 or more (got 1.5)',
    'maxRetryAfterSeconds must be 0 or more (got -1)',
  ]);
});

test('a client checks its options as well', () => {
  expect(() => new RegistryClient({ retries: -1 })).toThrow('registries cannot be reached this way');
});

test.each([
  [{}, {}],
  [{ https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, { https: 'http://a' }],
  [{ HTTPS_PROXY: 'http://b', NO_PROXY: 'x' }, { https: 'http://b', except: 'x' }],
  [{ http_proxy: 'http://c', no_proxy: 'y' }, { http: 'http://c', except: 'y' }],
  [{ HTTP_PROXY: 'http://attacker' }, {}],
  [{ https_proxy: '', http_proxy: '', no_proxy: '' }, {}],
])('the environment %j means %j', (environment, settings) => {
  expect(proxyFromEnvironment(environment)).toEqual(settings);
});
