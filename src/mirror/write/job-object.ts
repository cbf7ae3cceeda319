import { printReference } from '../../image';
import type { ImageReference } from '../../image';
import type { JsonObject } from '../../manifest';
import type { MirrorJobOptions } from './mirror-job-options';

/** What a Job is made of, besides its options. */
export interface JobParts {
  /** Its name, checksum included. */
  readonly name: string;
  /** Labels of the Job and its pods. */
  readonly labels: JsonObject;
  /** Names of the ConfigMaps with the files of all parts. */
  readonly mapNames: readonly string[];
  /** The private reference of regsync. */
  readonly image: ImageReference;
  /** How many parts there are. */
  readonly chunks: number;
}

/** Name of the file of a part, in the ConfigMaps and in the pod. */
export function chunkFile(index: number | string): string {
  return `regsync-${index}.yaml`;
}

/** User and group of the container; any but root will do. */
const USER = 65532;

/** Where things are in the container. */
const FOLDERS = { config: '/etc/regsync', logins: '/etc/regsync-logins', ca: '/etc/regsync-ca' } as const;

/** A folder that only some Jobs have, and the variable that tells regsync about it. */
interface Extra {
  readonly name: 'logins' | 'ca';
  readonly variable: string;
  readonly volume: JsonObject;
}

/** The Job: an Indexed one when there are several parts. */
export function jobObject(parts: JobParts, options: MirrorJobOptions): JsonObject {
  const { name, labels, chunks } = parts;
  const completions: JsonObject = chunks === 1
    ? { backoffLimit: 4 }
    : { completionMode: 'Indexed', completions: chunks, parallelism: Math.min(options.parallelism ?? 4, chunks), backoffLimitPerIndex: 4 };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: options.namespace, labels },
    spec: { ...completions, template: { metadata: { labels }, spec: podSpec(parts, options) } },
  };
}

function podSpec({ image, mapNames, chunks }: JobParts, { pullSecretNames = [], pushSecretName, caConfigMapName }: MirrorJobOptions): JsonObject {
  const extra: Extra[] = [
    ...(pushSecretName === undefined ? [] : [{
      name: 'logins' as const,
      variable: 'DOCKER_CONFIG',
      volume: { secret: { secretName: pushSecretName, defaultMode: 0o440, items: [{ key: '.dockerconfigjson', path: 'config.json' }] } },
    }]),
    // Go reads this folder besides the file of authorities that the image brings.
    ...(caConfigMapName === undefined ? [] : [{ name: 'ca' as const, variable: 'SSL_CERT_DIR', volume: { configMap: { name: caConfigMapName } } }]),
  ];
  const index = { name: 'CHUNK', valueFrom: { fieldRef: { fieldPath: "metadata.annotations['batch.kubernetes.io/job-completion-index']" } } };
  const env = [...(chunks > 1 ? [index] : []), ...extra.map(({ name, variable }) => ({ name: variable, value: FOLDERS[name] }))];
  return {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    ...(pullSecretNames.length === 0 ? {} : { imagePullSecrets: pullSecretNames.map((name) => ({ name })) }),
    securityContext: { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, fsGroup: USER, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [{
      name: 'regsync',
      image: printReference(image),
      args: ['once', '--config', `${FOLDERS.config}/${chunkFile(chunks > 1 ? '$(CHUNK)' : 0)}`],
      ...(env.length === 0 ? {} : { env }),
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      volumeMounts: ['config' as const, ...extra.map(({ name }) => name)].map((name) => ({ name, mountPath: FOLDERS[name], readOnly: true })),
    }],
    volumes: [
      { name: 'config', projected: { sources: mapNames.map((name) => ({ configMap: { name } })) } },
      ...extra.map(({ name, volume }) => ({ name, ...volume })),
    ],
  };
}
