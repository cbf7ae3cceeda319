import type { Diagnosis, TroubleFinding, TroublePlace } from './diagnosis';
import { findTroubleOf, isVague } from './find-trouble';
import { KnownCredentials } from './known-credentials';
import { TROUBLES } from './messages';
import { withoutLogins } from './plain-message';
import { readObservations } from './read-observations';
import type { DiagnosisInput } from './read-observations';
import { canTell } from './scope';
import type { PodState, Symptom } from './symptom';
import type { PullTrouble } from './trouble';

/** A symptom, and the trouble that it tells. */
interface Told {
  readonly symptom: Symptom;
  readonly trouble: PullTrouble;
}

/** Longest message that a report repeats. */
const MAX_MESSAGE = 400;

/**
 * Says why images do not come, from what Kubernetes says of pods: status, events, descriptions, logs.
 *
 * Pure. Where the input, or the manifests beside it, hold pull secrets and accounts, the path from the pod to its credential is
 * followed as the kubelet does it.
 *
 * @throws PullproofError `manifest-invalid` for JSON that is broken.
 */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const { observations, objects } = readObservations(input);
  const pods = new Map(observations.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const told = observations.symptoms.map((symptom) => locate(symptom, pods)).flatMap((symptom): Told[] => {
    const trouble = findTroubleOf(symptom.text, symptom.image === '' ? undefined : symptom.image, (family) => canTell(symptom.scope, family));
    return trouble === undefined || isOver(symptom, trouble, pods) ? [] : [{ symptom, trouble }];
  });
  const credentials = new KnownCredentials(objects, input.namespace);
  const findings = gather(withoutVague(told), credentials);
  return { healthy: findings.length === 0, pods: observations.pods.length, findings };
}

/** Fills in what a symptom leaves open and its pod tells: the container of an image, the image of a container. */
function locate(symptom: Symptom, pods: ReadonlyMap<string, PodState>): Symptom {
  const images = pods.get(`${symptom.namespace}/${symptom.name}`)?.images ?? new Map<string, string>();
  const image = symptom.image === '' ? images.get(symptom.container) ?? '' : symptom.image;
  const container = symptom.container === '' ? [...images].find(([, one]) => one === image)?.[0] ?? '' : symptom.container;
  return { ...symptom, image, container };
}

/** What was said of a pod that has come up since is history; a pull secret that is missing is not. */
function isOver({ namespace, name }: Symptom, { id }: PullTrouble, pods: ReadonlyMap<string, PodState>): boolean {
  return pods.get(`${namespace}/${name}`)?.isWell === true && id !== 'secret-missing';
}

/** `Back-off pulling image` is said besides what is really wrong. */
function withoutVague(told: readonly Told[]): Told[] {
  const key = ({ namespace, name, image }: Symptom): string => JSON.stringify([namespace, name, image]);
  const explained = new Set(told.filter(({ trouble }) => !isVague(trouble)).flatMap(({ symptom }) => [key(symptom), key({ ...symptom, image: '' })]));
  return told.filter(({ symptom, trouble }) => !isVague(trouble) || !explained.has(key(symptom)));
}

function gather(told: readonly Told[], credentials: KnownCredentials): TroubleFinding[] {
  const byTrouble = new Map<PullTrouble, Map<string, TroublePlace>>();
  for (const { symptom: { namespace, kind, name, container, image, text }, trouble } of told) {
    const places = byTrouble.get(trouble) ?? new Map<string, TroublePlace>();
    byTrouble.set(trouble, places);
    const key = JSON.stringify([namespace, kind, name, image]);
    const known = places.get(key);
    const message = shorten(withoutLogins(text));
    // Status and events say the same more than once; the longest says most.
    if (known === undefined || known.message.length < message.length) {
      const described = image === '' || !isAboutLogins(trouble) ? [] : credentials.describe(namespace, name, image);
      places.set(key, { namespace, kind, name, container: container === '' ? known?.container ?? '' : container, image, message, credentials: described });
    }
  }
  return [...byTrouble].map(([trouble, places]) => ({ trouble, places: [...places.values()] }))
    .sort((a, b) => TROUBLES.findIndex(({ id }) => id === a.trouble.id) - TROUBLES.findIndex(({ id }) => id === b.trouble.id));
}

/** An image that is missing is missing for every login. */
function isAboutLogins({ id, family }: PullTrouble): boolean {
  return family === 'credential' || family === 'permission' || id === 'rate-limited';
}

function shorten(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}
