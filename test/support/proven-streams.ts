import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditOptions } from '../../src/audit';
import { parseReference } from '../../src/image';
import { Registry } from '../../src/registry';

const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

/** The registries of the streams. */
const REGISTRIES = [
  Registry.harbor('harbor.example.com', { project: 'agents' }),
  Registry.generic('registry.example.com:5000', { prefix: 'security' }),
  Registry.ecr({ account: '123456789012', region: 'eu-west-1' }),
];

/** A rendered chart of ours for private registries, which is proven as it stands. */
export interface ProvenStream {
  /** Name of the chart. */
  readonly name: string;
  /** The YAML. */
  readonly text: string;
  /** What it is audited against. */
  readonly options: AuditOptions;
  /** Its images, as they stand. */
  readonly images: readonly string[];
}

/** References that keys of an object spell, so that they do not stand in the text as a whole. */
const SPELLED: Readonly<Record<string, readonly string[]>> = {
  'metrics-operator': ['acme/driver:580.1.2', 'acme/device-exporter:4.6', 'acme/scanner:0.72.0'],
  'security-agent': ['acme/scanner:0.72.0'],
};

/** A private reference, wherever it stands in a text. */
export const PRIVATE = /(?:harbor\.example\.com\/agents|registry\.example\.com:5000\/security|123456789012\.dkr\.ecr\.eu-west-1\.amazonaws\.com)\/[\w./:@-]*\w/g;

/** The streams of `test/fixtures/streams`. */
export const PROVEN_STREAMS: readonly ProvenStream[] = ['logs-collector', 'metrics-operator', 'backup-jobs', 'security-agent'].map((name) => {
  const text = readFileSync(join(__dirname, '..', 'fixtures', 'streams', `${name}.yaml`), 'utf8');
  const images = [
    ...(text.match(PRIVATE) ?? []).filter((image) => image.includes(':', image.indexOf('/'))),
    ...(SPELLED[name] ?? []).map((image) => `harbor.example.com/agents/${image}`),
  ];
  const namespaces = ['agents', 'backup', 'security'];
  return {
    name,
    text,
    images,
    options: {
      registries: REGISTRIES,
      nodeIdentityHosts: [ECR],
      declaredSecrets: [
        { name: 'pull', namespaces, registries: ['harbor.example.com'] },
        { name: 'other-registry', namespaces, registries: ['registry.example.com:5000'] },
      ],
      expected: [{ references: images.map((image) => parseReference(image)), complete: true }],
      clearText: 'warning',
    },
  };
});
