import type { SymptomScope } from './symptom';
import type { TroubleFamily } from './trouble';

/** Families of troubles that a message of a scope can tell; a message about a pull can tell any. */
const FAMILIES: Readonly<Record<Exclude<SymptomScope, 'pull'>, readonly TroubleFamily[]>> = {
  start: ['platform', 'container', 'node'],
  node: ['node'],
  create: ['policy'],
};

/** Whether a message of a scope can be about troubles of a family. */
export function canTell(scope: SymptomScope, family: TroubleFamily): boolean {
  return scope === 'pull' || FAMILIES[scope].includes(family);
}

/** Reasons of waiting containers. Source: kubernetes `pkg/kubelet/images/types.go` and `pkg/kubelet/kuberuntime`. */
const WAITING: Readonly<Record<string, SymptomScope>> = {
  ErrImagePull: 'pull', ImagePullBackOff: 'pull', InvalidImageName: 'pull', ErrImageNeverPull: 'pull', ImageInspectError: 'pull', RegistryUnavailable: 'pull',
  SignatureValidationFailed: 'pull', CreateContainerError: 'start', CreateContainerConfigError: 'start', RunContainerError: 'start',
};

/** What the reason of a waiting container is about; `undefined` when it is not about images. */
export function scopeOfWaiting(reason: string): SymptomScope | undefined {
  return Object.hasOwn(WAITING, reason) ? WAITING[reason] : undefined;
}

const EVENTS: Readonly<Record<string, SymptomScope>> = {
  FailedToRetrieveImagePullSecret: 'pull', InspectFailed: 'pull', ErrImageNeverPull: 'pull',
  FailedCreatePodSandBox: 'node', Evicted: 'node', EvictionThresholdMet: 'node', FreeDiskSpaceFailed: 'node', ImageGCFailed: 'node',
  FailedCreate: 'create',
};

/**
 * What an event is about; `undefined` when it is not about images.
 *
 * `Failed` and `BackOff` are used for pulls and for starts alike. Source: kubernetes `pkg/kubelet/events/event.go`.
 */
export function scopeOfEvent(reason: string, message: string): SymptomScope | undefined {
  switch (reason) {
    case 'BackOff':
      return /back-off pulling image/i.test(message) ? 'pull' : undefined;
    case 'Failed': {
      const [, error] = /^Error: (\w*)/.exec(message) ?? [];
      return error === undefined ? 'pull' : scopeOfWaiting(error) ?? 'start';
    }
    default:
      return Object.hasOwn(EVENTS, reason) ? EVENTS[reason] : undefined;
  }
}

/** Whether a line of some text has to do with images at all. */
export function isAboutImages(line: string): boolean {
  return /pull|image|registry|manifest|container|docker|rpc error|x509|exec format/i.test(line);
}
