import { PullproofError } from '../error';
import { groupKind, isJsonObject, parseManifests, streamFromObjects } from '../manifest';
import type { Json, ManifestStream, Resource } from '../manifest';
import { isDescription, readDescriptions } from './read-description';
import { readEvent } from './read-event';
import { readLines } from './read-lines';
import { readPodStatus } from './read-pod-status';
import type { Observations, PodState, Symptom } from './symptom';

/** One text of an input. */
export interface DiagnosisText {
  /** Name for messages: a file, `stdin`. */
  readonly name: string;
  /** `kubectl get pods,events -o json` or `-o yaml`, `kubectl describe pod`, or anything with messages in it. */
  readonly text: string;
}

/** What a diagnosis is made from. */
export interface DiagnosisInput {
  /**
   * Texts of whatever form.
   *
   * @default - none
   */
  readonly texts?: readonly DiagnosisText[];
  /**
   * Pods, events, and what else was read from a cluster.
   *
   * @default - none
   */
  readonly objects?: ManifestStream;
  /**
   * Manifests that tell more of the pods: their workloads, accounts and pull secrets.
   *
   * @default - only what the input holds itself
   */
  readonly manifests?: ManifestStream;
  /**
   * Namespace of objects that name none.
   *
   * @default "default"
   */
  readonly namespace?: string;
}

/** What an input says, and its objects. */
export interface ReadInput {
  readonly observations: Observations;
  readonly objects: ManifestStream;
}

/** Reads every part of an input, each in the form that it has. */
export function readObservations({ texts = [], objects, manifests }: DiagnosisInput): ReadInput {
  const pods: PodState[] = [];
  const symptoms: Symptom[] = [];
  const resources: Resource[] = [];
  const add = (observations: Observations): void => {
    pods.push(...observations.pods);
    symptoms.push(...observations.symptoms);
  };
  const addObjects = (stream: ManifestStream): void => {
    resources.push(...stream.resources);
    add(observe(stream.resources));
  };
  for (const text of texts) {
    const stream = isDescription(text.text) ? undefined : objectsOf(text);
    if (stream !== undefined) {
      addObjects(stream);
    } else {
      add(isDescription(text.text) ? readDescriptions(text.text) : readLines(text.text));
    }
  }
  if (objects !== undefined) {
    addObjects(objects);
  }
  return { observations: { pods, symptoms }, objects: { resources: [...manifests?.resources ?? [], ...resources], unparsed: [] } };
}

function observe(resources: readonly Resource[]): Observations {
  const read = resources.filter((resource) => groupKind(resource) === '/Pod').map(readPodStatus);
  const events = resources.filter((resource) => ['/Event', 'events.k8s.io/Event'].includes(groupKind(resource))).flatMap((resource) => readEvent(resource) ?? []);
  return { pods: read.map(({ pod }) => pod), symptoms: [...read.flatMap((one) => one.symptoms), ...events] };
}

/** The objects of a text, or `undefined` for a text that is none of Kubernetes. */
function objectsOf({ name, text }: DiagnosisText): ManifestStream | undefined {
  if (/^\s*[{[]/.test(text)) {
    const value = parseJson(text);
    // Several documents, or a comment: slower, and with words for what is wrong.
    const stream = isJsonObject(value) ? streamFromObjects([{ object: value, file: name }]) : parseManifests(text, name);
    const [first] = stream.unparsed;
    if (first !== undefined) {
      throw new PullproofError({
        code: 'manifest-invalid', where: name, what: `the JSON cannot be read: ${first.reason}`, remedy: 'check the command that it comes from: kubectl get pods,events -A -o json',
      });
    }
    return stream;
  }
  if (!/^(?:apiVersion|kind|items):/m.test(text)) {
    return undefined;
  }
  const stream = parseManifests(text, name);
  return stream.resources.length > 0 && stream.unparsed.length === 0 ? stream : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
