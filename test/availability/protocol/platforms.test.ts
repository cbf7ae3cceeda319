import fc from 'fast-check';
import { missingPlatforms, parsePlatform } from '../../../src/availability';
import { parseManifest } from '../../../src/availability/protocol/manifest-document';
import { platformOf, platformsOf } from '../../../src/availability/protocol/platforms';
import { makeTestImage } from '../../support/registries/test-image';

describe('parsePlatform', () => {
  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux/AMD64', 'linux/amd64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/arm64/8', 'linux/arm64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/arm64/v9', 'linux/arm64/v9'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/arm/6', 'linux/arm/v6'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/i386', 'linux/386'],
    ['macos/arm64', 'darwin/arm64'],
    ['windows/amd64', 'windows/amd64'],
  ])('reads %s as %s', (text, expected) => {
    expect(parsePlatform(text)).toBe(expected);
  });

  test.each(['', 'linux', 'linux/', '/amd64', 'linux/amd64/', 'linux/amd64/v1/x', 'linux amd64', 'linux/am d64', 'linux/constructor/'])('refuses %p', (text) => {
    expect(parsePlatform(text)).toBeUndefined();
  });

  test('has one form for each platform', () => {
    const part = fc.constantFrom('linux', 'windows', 'arm', 'arm64', 'amd64', 'aarch64', 'armhf', 'v6', 'v7', 'v8', '8', 'v1', 'riscv64', 'toString');
    fc.assert(fc.property(fc.array(part, { minLength: 2, maxLength: 3 }), (parts) => {
      const once = parsePlatform(parts.join('/'));
      expect(once === undefined ? undefined : parsePlatform(once)).toBe(once);
    }));
  });
});

describe('missingPlatforms', () => {
  test.each([
    [['linux/amd64'], ['linux/amd64', 'linux/arm64'], []],
    [['linux/arm64', 'linux/amd64'], ['linux/amd64'], ['linux/arm64']],
    [['linux/arm/v7'], ['linux/arm/v6'], []],
    [['linux/arm/v6'], ['linux/arm/v7'], ['linux/arm/v6']],
    [['linux/arm/v7'], ['windows/arm/v7'], ['linux/arm/v7']],
    [['linux/amd64'], ['linux/amd64/v3'], ['linux/amd64']],
    [['linux/arm64'], ['linux/arm/v7'], ['linux/arm64']],
    [[], [], []],
  ])('of %j where %j is served: %j', (required, found, missing) => {
    expect(missingPlatforms(required, found)).toEqual(missing);
  });

  test('nothing is missing from what is there, and everything from nothing', () => {
    const platforms = fc.array(fc.constantFrom('linux/amd64', 'linux/arm64', 'linux/arm/v6', 'linux/arm/v7', 'windows/amd64'));
    fc.assert(fc.property(platforms, platforms, (required, found) => {
      expect(missingPlatforms(required, [...found, ...required])).toEqual([]);
      expect(missingPlatforms(required, [])).toEqual(required);
    }));
  });
});

describe('platformsOf', () => {
  const entriesOf = (text: string): Parameters<typeof platformsOf>[0] => {
    const document = parseManifest(text, 'application/vnd.oci.image.index.v1+json');
    return document.kind === 'index' ? document.entries : [];
  };

  test('leaves attestations out', () => {
    const index = makeTestImage({ platforms: ['linux/arm64/v8', 'linux/amd64'], attestation: true });
    expect(platformsOf(entriesOf(index.root.bytes.toString('utf8')))).toEqual({ platforms: ['linux/amd64', 'linux/arm64'], undescribed: [] });
  });

  test('leaves platforms called unknown out, even without an annotation', () => {
    const text = JSON.stringify({ manifests: [{ digest: 'sha256:x', platform: { os: 'unknown', architecture: 'unknown' } }] });
    expect(platformsOf(entriesOf(text))).toEqual({ platforms: [], undescribed: [] });
  });

  test('names the images whose platform it does not know', () => {
    const index = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'], undescribed: true });
    expect(platformsOf(entriesOf(index.root.bytes.toString('utf8')))).toEqual({ platforms: [], undescribed: index.manifests.map(({ digest }) => digest) });
  });
});

test('a configuration names its platform, or none', () => {
  expect(platformOf({ os: 'linux', architecture: 'arm', variant: 'v6' })).toBe('linux/arm/v6');
  expect(platformOf({ os: 'linux', architecture: 'arm64', variant: '' })).toBe('linux/arm64');
  expect(platformOf({ os: '', architecture: 'amd64' })).toBeUndefined();
  expect(platformOf({ architecture: 'amd64' })).toBeUndefined();
  expect(platformOf({ os: 'linux', architecture: 7 })).toBeUndefined();
});
