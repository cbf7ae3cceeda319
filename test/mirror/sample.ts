import { join } from 'node:path';
import { parseManifests } from '../../src/manifest';
import { planMirror } from '../../src/mirror';
import type { MirrorFiles, MirrorPlan, MirrorRequest, MirrorSource } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';
import { expectGolden } from '../support/golden';

/** A digest that is easy to read. */
export function digest(character: string): string {
  return `sha256:${character.repeat(64)}`;
}

/** The registry of the golden files. */
export const RELOCATION = new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) });

/** Every kind of copy: a tag, a tag with a digest, a digest alone, no tag, a host with a port, and names made to break files. */
export const SOURCES: readonly MirrorSource[] = [
  {
    kind: 'manifests',
    stream: parseManifests(`apiVersion: apps/v1
kind: Deployment
metadata: {name: app, namespace: agents}
spec:
  template:
    spec:
      initContainers: [{name: setup, image: busybox}]
      containers:
        - {name: app, image: "quay.io/acme/app:1.2"}
        - {name: proxy, image: "quay.io/acme/proxy:2@${digest('a')}"}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: injector, namespace: agents}
data:
  mutate.yaml: |
    initContainers:
      - {name: agent, image: "registry.vendor.example:5000/deep/er/injected@${digest('b')}"}
`, 'vendor.yaml'),
  },
  { kind: 'images', images: ['ghcr.io/acme/tool:v3'], reason: 'a name\nrm -rf / # $(reboot) `reboot` \' " \u0007', required: false, runtime: true },
];

/** The plan of the golden files. */
export function samplePlan(request: Partial<MirrorRequest> = {}): MirrorPlan {
  return planMirror({ relocation: RELOCATION, sources: SOURCES, ...request });
}

/** Asserts that files are those of a golden folder. */
export function expectGoldenFiles(folder: string, { files }: MirrorFiles): void {
  files.forEach(({ path, text }) => expectGolden(join(__dirname, 'golden', folder, path), text));
}
