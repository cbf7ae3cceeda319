import { findingsOf } from '../support';

const RULE = 'release-image-not-private';

const RELEASE = `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: db, namespace: agents}
spec: {}`;

function vouched(...images: string[]): Parameters<typeof findingsOf>[2] {
  return { vouchedReleases: [{ kind: 'HelmRelease', namespace: 'agents', name: 'db', by: 'the catalogue', images }] };
}

describe(RULE, () => {
  test('Noncompliant: an image that no value of the chart moves', () => {
    expect(findingsOf(RULE, [RELEASE], vouched('harbor.example.com/agents/a:1', 'docker.io/k8ssandra/system-logger:v1.13.1'))
      .map(({ severity, image, reason, location }) => ({ severity, image, reason, kind: location.kind }))).toEqual([{
      severity: 'error',
      image: 'docker.io/k8ssandra/system-logger:v1.13.1',
      reason: 'HelmRelease agents/db pulls "docker.io/k8ssandra/system-logger:v1.13.1", which no value of its chart moves',
      kind: 'HelmRelease',
    }]);
  });

  test('Compliant: every image is private', () => {
    expect(findingsOf(RULE, [RELEASE], vouched('harbor.example.com/agents/a:1'))).toEqual([]);
  });

  test('Compliant: a release that is not in the stream', () => {
    expect(findingsOf(RULE, [], vouched('docker.io/a/b:1'))).toEqual([]);
  });
});
