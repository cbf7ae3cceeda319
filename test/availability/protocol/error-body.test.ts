import fc from 'fast-check';
import { parseErrorBody } from '../../../src/availability/protocol/error-body';

describe('parseErrorBody', () => {
  test.each([
    ['an error of the specification', '{"errors":[{"code":"NAME_UNKNOWN","message":"gone","detail":{}}]}', { isRegistryError: true, codes: ['NAME_UNKNOWN'], message: 'gone' }],
    ['several errors', '{"errors":[{"code":"DENIED"},{"code":"DENIED"},{"code":"UNAUTHORIZED","message":"no"}]}', { isRegistryError: true, codes: ['DENIED', 'UNAUTHORIZED'], message: 'no' }],
    ['an error with a code of its own', '{"errors":[{"code":"MADE_UP","message":"x"}]}', { isRegistryError: true, codes: [], message: 'x' }],
    ['an empty list', '{"errors":[]}', { isRegistryError: false, codes: [] }],
    ['a list of nonsense', '{"errors":[1,null,{"code":7}]}', { isRegistryError: false, codes: [] }],
    ['an error of a token server', '{"error":"invalid_grant","error_description":"bad password"}', { isRegistryError: false, codes: [], message: 'bad password' }],
    ['an error of Docker Hub', '{"details":"incorrect username or password"}', { isRegistryError: false, codes: [], message: 'incorrect username or password' }],
    ['a line of text', '404 page not found\n', { isRegistryError: false, codes: [], message: '404 page not found' }],
    ['a page', '<html><body>404</body></html>', { isRegistryError: false, codes: [] }],
    ['a long text', 'x'.repeat(301), { isRegistryError: false, codes: [] }],
    ['nothing', '', { isRegistryError: false, codes: [] }],
  ])('reads %s', (_name, text, expected) => {
    expect(parseErrorBody(text)).toEqual(expected);
  });

  test('takes any JSON, and anything else', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string(), fc.json().map((errors) => `{"errors":${errors}}`)), (text) => {
      expect(parseErrorBody(text).codes.every((code) => /^[A-Z_]+$/.test(code))).toBe(true);
    }));
  });
});
