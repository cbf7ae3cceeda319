import { imageOf } from './plain-message';
import { isAboutImages } from './scope';
import type { Observations, Symptom } from './symptom';

/** Where a line of `kubectl get events`, or of a log of the kubelet, names its pod. */
const POD_OF_EVENT = /\bpods?\/([a-z0-9][a-z0-9.-]*)/;
const POD_OF_LOG = /\bpod="([a-z0-9-]+)\/([a-z0-9.-]+)"/;

/** Longer lines are those of programs that print their data. */
const MAX_LENGTH = 8192;

/** Reads any text line by line: the table of `kubectl get events`, a log, a message that somebody sent. */
export function readLines(text: string): Observations {
  const symptoms = text.split('\n').map((line) => line.trim().slice(0, MAX_LENGTH)).filter(isAboutImages).map((line): Symptom => {
    const [, namespace = '', logged] = POD_OF_LOG.exec(line) ?? [];
    const name = logged ?? POD_OF_EVENT.exec(line)?.[1] ?? '';
    return { namespace, name, kind: name === '' ? '' : 'Pod', container: '', image: imageOf(line) ?? '', scope: 'pull', text: line };
  });
  return { pods: [], symptoms };
}
