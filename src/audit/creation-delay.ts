import type { Resource } from '../manifest';
import { APPLIERS, scheduleOf } from './apply-order';
import type { Applier, Moment, Schedule } from './apply-order';

/**
 * Why an object is not there yet, or no more, when a pod needs it; `undefined` when it is.
 *
 * A proof must hold for a first install, and for the upgrade that brings the object in. Hooks and waves decide first;
 * among ordinary objects of one file the order in the file counts; two files say nothing about each other.
 *
 * @param numberOf place of an object in the stream.
 */
export function creationDelay(maker: Resource, consumer: Resource, numberOf: (resource: Resource) => number): string | undefined {
  for (const applier of APPLIERS) {
    const [made, used] = [scheduleOf(maker, applier), scheduleOf(consumer, applier)];
    const delay = used.moments.map((moment) => delayAt(moment, used, made, maker, consumer, applier)).find((reason) => reason !== undefined);
    if (delay !== undefined) {
      return delay;
    }
  }
  const isOrdinary = APPLIERS.every((applier) => sameTime(scheduleOf(maker, applier), scheduleOf(consumer, applier)));
  const isLater = maker.origin.file === consumer.origin.file && numberOf(maker) > numberOf(consumer);
  return isOrdinary && isLater ? 'which comes later in the stream' : undefined;
}

function delayAt(
  moment: Moment, used: Schedule, made: Schedule, maker: Resource, consumer: Resource, applier: Applier,
): string | undefined {
  if (made.moments.length === 0) {
    return `which ${applier === 'argo' ? 'Argo CD' : 'Helm'} leaves out for its annotations`;
  }
  const isLater = moment.operation !== 'install' && moment.operation !== 'upgrade';
  const isMadeBeside = made.moments.some(({ operation }) => operation === moment.operation);
  if (isLater && !made.isFleeting && made.moments.some(({ operation }) => operation === 'install')) {
    return undefined;
  }
  if (isLater && !isMadeBeside) {
    return 'a hook that leaves nothing behind';
  }
  // An object of several hooks is made again in each: one that is there in time is enough.
  const candidates = made.moments.filter(({ operation }) => operation === moment.operation).sort((a, b) => a.phase - b.phase || a.weight - b.weight);
  const delays = candidates.map((candidate) => delayOf(candidate, moment, used, made, maker, consumer, applier));
  return candidates.length === 0
    ? `a hook that ${moment.operation === 'install' ? 'an install' : 'an upgrade'} does not run`
    : delays.includes(undefined) ? undefined : delays[0];
}

function delayOf(
  creation: Moment, moment: Moment, used: Schedule, made: Schedule, maker: Resource, consumer: Resource, applier: Applier,
): string | undefined {
  if (creation.phase > moment.phase) {
    return used.isHook ? 'after this hook has run' : 'a hook that runs after the ordinary objects';
  }
  if (creation.phase === moment.phase && creation.weight !== moment.weight) {
    const words = applier === 'argo' ? 'in a later wave' : 'a hook of a higher weight';
    return creation.weight > moment.weight ? `${words} (${creation.weight} after ${moment.weight})` : undefined;
  }
  if (creation.phase < moment.phase) {
    return made.isFleeting ? 'a hook that is deleted before this pod starts' : undefined;
  }
  // Hooks of one weight run in the order of their names: Helm, `pkg/action/hooks.go`.
  const isUnordered = applier === 'helm' && used.isHook && made.isHook && maker.name >= consumer.name;
  return isUnordered ? `a hook of the same weight (${creation.weight}), and Helm runs those in the order of their names` : undefined;
}

/** Whether annotations leave the order of two objects open. */
function sameTime(made: Schedule, used: Schedule): boolean {
  return !made.isHook && !used.isHook && made.moments[0]?.weight === used.moments[0]?.weight;
}
