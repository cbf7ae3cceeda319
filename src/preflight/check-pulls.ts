import { checkAvailability } from '../availability';
import type { CheckOptions } from '../availability';
import type { AvailabilityReport } from './checked-image';
import type { PullPlan } from './image-pull';
import { settleState } from './settle-state';

/**
 * Asks registries for every image of a plan.
 *
 * Nothing is pulled and nothing is changed.
 *
 * @throws PullproofError `check-invalid` when an option cannot be used. Whatever a registry does is part of the report.
 */
export async function checkPulls({ pulls, unchecked }: PullPlan, options: CheckOptions = {}): Promise<AvailabilityReport> {
  const asked = pulls.filter(({ standing }) => standing !== 'refused');
  const answers = await checkAvailability(asked.map(({ image, credentials, platforms, digest }) => (
    { image, credentials, platforms, ...(digest === undefined ? {} : { digest }) })), options);
  const answerOf = new Map(asked.map((pull, index) => [pull, answers[index]]));
  const images = pulls.map((pull) => settleState(pull, answerOf.get(pull)));
  return { available: images.every(({ state }) => state === 'available'), images, unchecked };
}
