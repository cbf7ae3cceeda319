import { findReferences, parseManifests } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../../support/canary';

/** The references in a Secret with the given entries, each with its key. */
function inSecret(entries: Readonly<Record<string, string>>, field: 'data' | 'stringData' = 'stringData', type?: string): string[] {
  const values = Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, field === 'data' ? Buffer.from(text).toString('base64') : text]));
  const secret = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...(type === undefined ? {} : { type }), [field]: values });
  return parseManifests(secret).resources.flatMap(findReferences).map(({ text, path }) => `${String(path[1])}: ${text}`);
}

/** A password that has the form of a reference. */
const PASSWORD = `registry.example.com/team:${CANARY_PASSWORD}`;

describe.each(['data', 'stringData'] as const)('the %s of a Secret', (field) => {
  test('holds references under names that speak of an image', () => {
    expect(inSecret({ 'image': 'quay.io/acme/app:1', 'SIDECAR_IMAGE': 'busybox', 'run.sh': 'export PROXY_IMAGE=quay.io/acme/proxy:1\n' }, field)).toEqual([
      'image: quay.io/acme/app:1', 'SIDECAR_IMAGE: busybox', 'run.sh: quay.io/acme/proxy:1',
    ]);
  });

  test('holds references in a document of its own', () => {
    expect(inSecret({ 'config.yaml': `sidecar: { image: quay.io/acme/app:1 }\npassword: ${PASSWORD}\nimageToken: ${PASSWORD}\n` }, field)).toEqual([
      'config.yaml: quay.io/acme/app:1',
    ]);
  });

  test.each(['password', 'token', 'url', 'imagePassword', 'IMAGE_TOKEN', 'image-pull-key', 'imageAuth'])('may hold a password under %s, whatever its form', (key) => {
    expect(inSecret({ [key]: PASSWORD }, field)).toEqual([]);
  });

  test('of a type for credentials is not looked into', () => {
    expect(inSecret({ image: 'quay.io/acme/app:1' }, field, 'kubernetes.io/basic-auth')).toEqual([]);
  });
});
