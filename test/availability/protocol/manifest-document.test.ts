import fc from 'fast-check';
import { parseManifest } from '../../../src/availability/protocol/manifest-document';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';

describe('parseManifest', () => {
  test.each([
    ['an index by its own type', { mediaType: DOCKER_LIST, manifests: [] }, 'text/plain', { kind: 'index', mediaType: DOCKER_LIST, entries: [] }],
    ['an index by the type of the response', { manifests: [] }, OCI_INDEX, { kind: 'index', mediaType: OCI_INDEX, entries: [] }],
    ['an index by its shape', { schemaVersion: 2, manifests: [] }, 'application/json', { kind: 'index', mediaType: OCI_INDEX, entries: [] }],
    ['an image by its shape', { schemaVersion: 2, config: { digest: 'd', mediaType: 'm' } }, '', { kind: 'image', mediaType: OCI_IMAGE, config: { digest: 'd', mediaType: 'm' } }],
    ['an image without a configuration', { mediaType: OCI_IMAGE }, '', { kind: 'unreadable' }],
    ['a document of 2014', { schemaVersion: 1 }, 'application/json', { kind: 'other', mediaType: 'application/vnd.docker.distribution.manifest.v1+json' }],
    ['a document of another type', { mediaType: 'application/x' }, OCI_IMAGE, { kind: 'other', mediaType: 'application/x' }],
    ['a document without type or shape', { a: 1 }, 'application/json', { kind: 'unreadable' }],
    ['a list', [], OCI_INDEX, { kind: 'unreadable' }],
  ])('reads %s', (_name, value, contentType, expected) => {
    expect(parseManifest(JSON.stringify(value), contentType)).toEqual(expected);
  });

  test('what is no JSON is unreadable', () => {
    expect(parseManifest('{"a":', OCI_INDEX)).toEqual({ kind: 'unreadable' });
  });

  test('takes any JSON', () => {
    fc.assert(fc.property(fc.json(), fc.constantFrom(OCI_INDEX, OCI_IMAGE, ''), (text, type) => {
      expect(['index', 'image', 'other', 'unreadable']).toContain(parseManifest(text, type).kind);
      expect(['index', 'unreadable']).toContain(parseManifest(`{"schemaVersion":2,"manifests":[${text}]}`, OCI_INDEX).kind);
    }));
  });
});
