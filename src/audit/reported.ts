import type { AuditContext, AuditedPod, AuditedPodImage } from './context';
import { describeObject } from './location';
import { locationOf, shownImage } from './reference-location';
import { isRenderedElsewhere } from './rendered-elsewhere';
import type { ReportedImage, ReportedPod, ReportedRelease } from './verdict';
import { shownKey } from './words';

/** Every reference of the stream, as it stands in the report. */
export function reportImages(context: AuditContext): ReportedImage[] {
  return context.references.map((found) => ({
    image: shownImage(found),
    certainty: found.certainty,
    place: found.place,
    private: found.reference !== undefined && context.registryOf(found.reference) !== undefined,
    location: locationOf(context, found),
  }));
}

/** Every pod of the stream with its paths to credentials, as it stands in the report. */
export function reportPods(context: AuditContext): ReportedPod[] {
  return context.pods.map((pod) => reportPod(context, pod));
}

/** Every release of the stream that the cluster renders, as far as somebody vouches for it. */
export function reportReleases(context: AuditContext): ReportedRelease[] {
  const objects = new Set(context.resources.filter(({ resource }) => isRenderedElsewhere(resource))
    .map(({ resource }) => describeObject(context.where(resource))));
  return (context.options.vouchedReleases ?? [])
    .map(({ kind, namespace, name, by, images = [] }) => ({ release: `${kind} ${namespace}/${name}`, by, images: [...images] }))
    .filter(({ release }) => objects.has(release));
}

function reportPod(context: AuditContext, pod: AuditedPod): ReportedPod {
  const { template, namespace, images } = pod;
  return {
    location: context.where(template.resource, template.path),
    namespace,
    serviceAccount: template.serviceAccountName,
    credentials: images.map((image) => describePath(image, pod)),
    canPull: images.length === template.references.filter(({ certainty }) => certainty !== 'possible').length
      && images.every(({ registry, path }) => registry !== undefined && path.type !== 'none'),
  };
}

function describePath({ found, path }: AuditedPodImage, { binding, namespace }: AuditedPod): string {
  const image = shownImage(found);
  switch (path.type) {
    case 'node-identity':
      return `${image}: node identity for ${shownKey(path.host)}`;
    case 'pull-secret':
      return `${image}: ${binding.via} → Secret ${namespace}/${path.secret} → ${shownKey(path.key)}`;
    case 'none':
      return `${image}: no path to a credential`;
  }
}
