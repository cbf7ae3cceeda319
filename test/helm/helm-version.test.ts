import { findHelmVersion, isTooOld } from '../../src/helm/helm-version';

describe('Helm versions', () => {
  test.each([
    ['v3.22.0+g1a2b3c4\n', '3.22.0'],
    ['v4.3', '4.3.0'],
    ['Client: v2.17.0+ga690bad', '2.17.0'],
    ['version.BuildInfo{Version:"v3.14.2", GitCommit:""}', '3.14.2'],
    ['', undefined],
  ])('%j says %s', (output, version) => {
    expect(findHelmVersion(output)).toBe(version);
  });

  test.each([['2.17.0', true], ['3.13.9', true], ['3.14.0', false], ['3.14.1', false], ['3.22.0', false], ['4.0.0', false]])('%s is too old: %s', (version, expected) => {
    expect(isTooOld(version)).toBe(expected);
  });
});
