import type { AuditContext, AuditedPod, AuditedPodImage } from './context';
import { describeObject } from './location';
import { outsidePods } from './outside-pods';
import { shownImage } from './reference-location';
import { reportReleases } from './reported';
import { makerOf } from './secret-source';
import { unseenOperators } from './unseen-operators';
import { secretIn, shownKey } from './words';

/** What the proof takes for granted, once each: the stream cannot show it, or somebody declared it. */
export function assumptionsOf(context: AuditContext): string[] {
  const assumptions = new Set<string>();
  for (const pod of context.pods) {
    for (const image of pod.images) {
      aboutPath(context, pod, image).forEach((assumption) => assumptions.add(assumption));
    }
    if (pod.template.references.some(({ certainty }) => certainty === 'possible')) {
      assumptions.add(`the injector puts a private image, which its pods can pull, in the place of "auto" in ${describeObject(context.where(pod.template.resource))}`);
    }
    if (pod.template.certainty !== 'certain' && pod.images.some(({ registry }) => registry !== undefined)) {
      const place = pod.namespace === '' ? '' : ` in namespace ${pod.namespace}`;
      assumptions.add(`the operator of ${describeObject(context.where(pod.template.resource))} gives its pods${place} the images, the account and the pull secrets it names`);
    }
  }
  for (const found of outsidePods(context)) {
    assumptions.add(`what pulls ${shownImage(found)}, named by ${describeObject(context.where(found.resource))}, has a credential`);
  }
  const operators = unseenOperators(context);
  if (operators.length > 0) {
    assumptions.add(`operators run no images but those named here, for ${operators.join(', ')}`);
  }
  aboutEchoes(context).forEach((assumption) => assumptions.add(assumption));
  aboutReleases(context).forEach((assumption) => assumptions.add(assumption));
  return [...assumptions];
}

function aboutPath(context: AuditContext, { namespace }: AuditedPod, { path, reference }: AuditedPodImage): string[] {
  if (path.type === 'node-identity') {
    return [`nodes pull from ${shownKey(path.host)} with their own identity`];
  }
  if (path.type === 'none' || path.source.type === 'literal') {
    return [];
  }
  const { source } = path;
  const maker = makerOf(source);
  const by = maker === undefined ? undefined : describeObject(context.where(maker));
  if (source.type === 'declared') {
    return [`${secretIn(namespace, path.secret)} ${by === undefined ? `exists${source.createdBy === undefined ? '' : ` (made by ${source.createdBy})`}` : `is made by ${by}`}, with an entry for ${shownKey(path.key)}`];
  }
  return [
    `${by ?? ''} finds the credential it names`,
    ...(path.key.includes('*') ? [`the credential of ${by ?? ''} is one for ${reference.registry}`] : []),
  ];
}

function aboutEchoes(context: AuditContext): string[] {
  const echoes = new Map((context.options.echoes ?? []).map(({ kind, namespace, name, reason }) => [`${kind} ${namespace}/${name}`, reason]));
  return echoes.size === 0 ? [] : context.resources.flatMap(({ resource }) => {
    const object = describeObject(context.where(resource));
    const reason = echoes.get(object);
    return reason === undefined ? [] : [`image names in ${object} are only text: ${reason}`];
  });
}

function aboutReleases(context: AuditContext): string[] {
  return reportReleases(context).map(({ release, by }) => `${release} renders as ${by} says`);
}
