import type { ProvenStream } from './proven-streams';
import type { SeededViolation } from './seeded-violation';

/** What is done to references that the keys of an object spell: a stream, a text, what takes its place, the rule, the object. */
const CHANGES: readonly (readonly [stream: string, what: string, from: string, to: string, rule: string, object: string])[] = [
  ['metrics-operator', 'the repository of a split image', 'repository: harbor.example.com\n    image', 'repository: nvcr.io\n    image', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'the project of a split image', 'image: agents/acme/driver', 'image: acme/driver', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'a prefix written twice in a split image', 'image: agents/acme/driver', 'image: agents/agents/acme/driver', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'the version of a split image', 'version: 580.1.2', 'version: 580.1.3', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'no version of a split image', '    version: 580.1.2\n', '', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'the registry of a map', 'registry: harbor.example.com\n      repository', 'registry: quay.io\n      repository', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'no registry of a map', '      registry: harbor.example.com\n      repository', '      repository', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'a host in the repository of a map too', 'repository: agents/acme/device-exporter', 'repository: harbor.example.com/agents/acme/device-exporter', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'the repository of a map', 'repository: agents/acme/device-exporter', 'repository: acme/device-exporter', 'image-not-private', 'DevicePolicy devices'],
  ['metrics-operator', 'the tag of a map', 'tag: "4.6"', 'tag: "4.60"', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'a tag of a map that became a number', 'tag: "4.6"', 'tag: 4', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'no tag of a map', '      tag: "4.6"\n', '', 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'a digest in a map', 'tag: "4.6"', `tag: "4.6"\n      digest: sha256:${'f0'.repeat(32)}`, 'image-altered', 'DevicePolicy devices'],
  ['metrics-operator', 'the repository of two entries', 'scanner.repository: harbor.example.com/agents/', 'scanner.repository: ghcr.io/', 'image-not-private', 'ConfigMap operator-settings'],
  ['metrics-operator', 'the tag of two entries', 'scanner.tag: "0.72.0"', 'scanner.tag: "0.72.1"', 'image-altered', 'ConfigMap operator-settings'],
  ['metrics-operator', 'no tag of two entries', '  scanner.tag: "0.72.0"\n', '', 'image-altered', 'ConfigMap operator-settings'],
  ['security-agent', 'an image beside its tag', 'image: harbor.example.com/agents/acme/scanner, tag', 'image: ghcr.io/acme/scanner, tag', 'image-not-private', 'ScanPolicy main'],
  ['security-agent', 'the tag beside an image', 'tag: 0.72.0}', 'tag: latest}', 'image-altered', 'ScanPolicy main'],
  ['security-agent', 'no tag beside an image', ', tag: 0.72.0}', '}', 'image-altered', 'ScanPolicy main'],
  ['security-agent', 'the pod of a custom resource', 'image: harbor.example.com/agents/acme/scan-worker:0.72.0', 'image: busybox', 'image-not-private', 'ScanPolicy main'],
  ['security-agent', 'the pull secret of a custom resource', '      imagePullSecrets: [{name: pull}]\n', '', 'pod-without-credential', 'ScanPolicy main'],
  ['security-agent', 'the name of that pull secret', '      imagePullSecrets: [{name: pull}]\n', '      imagePullSecrets: [{name: pul}]\n', 'pull-secret-missing', 'ScanPolicy main'],
];

/** The references of a stream that keys of an object spell, and pods of custom resources, changed one by one. */
export function seedSpelled({ name, text }: ProvenStream): SeededViolation[] {
  return CHANGES.filter(([stream]) => stream === name).map(([, what, from, to, rule, object]) => {
    if (!text.includes(from)) {
      throw new Error(`${name} does not hold ${JSON.stringify(from)}`);
    }
    return { what: `${name}: ${what}`, text: text.replace(from, () => to), rule, object };
  });
}
