import { createHash } from 'node:crypto';
import type { JsonObject } from '../../manifest';
import type { BlindSpot } from './blind-spot';
import { credentialKey } from './image-pull';

/** What canaries are called, in front of who would pull. */
export const CANARY_PREFIX = 'image-canary';

/** Annotation of a canary: for each container, who pulls its image. */
export const CANARY_ANNOTATION = 'pullproof/checks';

/** Longest name of a label value and of a container. */
const LONGEST = 63;

/** A label that no node has: were a canary ever scaled up, its pods would stay pending, and nothing would run. */
const NOWHERE = { 'pullproof/canary-never-runs': 'true' };

/**
 * Deployments without pods, which show the exporter images that it does not see by itself: one for each namespace and set of
 * credentials.
 *
 * They never start anything. The exporter reads their containers all the same when it is told
 * `-force-check-disabled-controllers=Deployment`.
 *
 * @param spots the images; one that is listed several times is checked once.
 * @param labels labels of the Deployments, besides their own.
 */
export function canaryDeployments(spots: readonly BlindSpot[], labels: Readonly<Record<string, string>> = {}): JsonObject[] {
  const groups = new Map<string, BlindSpot[]>();
  for (const spot of spots) {
    const key = credentialKey(spot);
    groups.set(key, [...groups.get(key) ?? [], spot]);
  }
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [canary(group[0], group, labels)]));
}

function canary(first: BlindSpot, group: readonly BlindSpot[], labels: Readonly<Record<string, string>>): JsonObject {
  const { namespace, serviceAccountName, pullSecretNames } = first;
  const users = new Map<string, string[]>();
  for (const { image, usedBy } of group) {
    users.set(image, [...new Set([...users.get(image) ?? [], usedBy])]);
  }
  const containers = [...users].map(([image, usedBy]) => ({ name: containerName(image), image, usedBy }));
  const isOwn = pullSecretNames.length > 0;
  const name = shorten(`${CANARY_PREFIX}-${slug(isOwn ? pullSecretNames.join('-') : serviceAccountName)}`, credentialKey(first));
  const selector = { 'app.kubernetes.io/name': CANARY_PREFIX, 'app.kubernetes.io/instance': name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { ...labels, ...selector },
      annotations: { [CANARY_ANNOTATION]: containers.map((container) => `${container.name}: ${container.usedBy.join('; ')}`).join('\n') },
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: selector },
        spec: {
          ...(isOwn ? { imagePullSecrets: pullSecretNames.map((secret) => ({ name: secret })) } : { serviceAccountName }),
          automountServiceAccountToken: false,
          nodeSelector: NOWHERE,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: containers.map(({ name: container, image }) => ({
            name: container,
            image,
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          })),
        },
      },
    },
  };
}

/** Last part of the image's path, and what tells it from others of that name. It stays when other images come and go. */
function containerName(image: string): string {
  const path = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return shorten(slug(path.slice(path.lastIndexOf('/') + 1)) || 'image', image);
}

function shorten(name: string, identity: string): string {
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 6);
  return `${name.slice(0, LONGEST - hash.length - 1).replace(/-+$/, '')}-${hash}`;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}
