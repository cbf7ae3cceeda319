import { proxyFor } from '../../src/http/proxy-choice';

const HTTPS = 'http://secure-proxy';
const HTTP = 'http://proxy';

test.each([
  ['https://h.test/', { https: HTTPS, http: HTTP }, HTTPS],
  ['http://h.test/', { https: HTTPS, http: HTTP }, HTTP],
  ['https://h.test/', { http: HTTP }, HTTP],
  ['http://h.test/', { https: HTTPS }, undefined],
  ['https://h.test/', {}, undefined],
  ['https://localhost/', { https: HTTPS }, undefined],
  ['https://127.0.0.1:5000/', { https: HTTPS }, undefined],
  ['https://[::1]/', { https: HTTPS }, undefined],
])('%s with %j goes through %s', (url, settings, expected) => {
  expect(proxyFor(new URL(url), settings)).toBe(expected);
});

describe('exceptions', () => {
  const isExcepted = (url: string, except: string): boolean => proxyFor(new URL(url), { https: HTTPS, http: HTTP, except }) === undefined;

  test.each([
    ['https://h.test/', 'h.test'],
    ['https://a.h.test/', 'h.test'],
    ['https://a.h.test/', '.h.test'],
    ['https://h.test/', '.h.test'],
    ['https://a.h.test/', '*.h.test'],
    ['https://h.test/', 'x, y  H.TEST'],
    ['https://h.test/', '*'],
    ['https://h.test/', 'h.test:443'],
    ['http://h.test/', 'h.test:80'],
    ['https://h.test:8443/', 'h.test:8443'],
    ['https://10.1.2.3/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.1.2.3'],
    ['https://[2001:db8::1]/', '2001:db8::1'],
    ['https://[2001:db8::1]:5000/', '[2001:db8::1]:5000'],
  ])('%s is one of %s', (url, except) => {
    expect(isExcepted(url, except)).toBe(true);
  });

  test.each([
    ['https://h.test/', ''],
    ['https://h.test/', ','],
    ['https://evilh.test/', 'h.test'],
    ['https://h.test.evil/', 'h.test'],
    ['https://h.test/', 'h.test:8443'],
    ['https://11.1.2.3/', '10.0.0.0/8'],
    ['https://h.test/', '10.0.0.0/8'],
    ['https://10.1.2.3/', '10.0.0.0/99'],
  ])('%s is none of %p', (url, except) => {
    expect(isExcepted(url, except)).toBe(false);
  });
});
