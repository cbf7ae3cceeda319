import { printReference } from '../../image';
import { streamFromObjects } from '../../manifest';
import type { Agent } from '../agent';
import { foreseePods } from '../foresee-pods';
import type { InstallPlan } from '../install-plan';
import type { BlindSpot } from './blind-spot';
import { findBlindSpots } from './find-blind-spots';

/**
 * The images of an install that the exporter would not see by itself, from its plan: for installs that a controller
 * renders, so that their objects are nowhere to be read.
 *
 * Images that no container of the catalogue has are run by the operators of the install; they are taken to be pulled with
 * the pull secrets of the install.
 *
 * @param agent what is installed.
 * @param plan its plan.
 * @param pullSecretNames names of the pull secrets of the install.
 */
export function blindSpotsOfPlan(agent: Agent, plan: InstallPlan, pullSecretNames: readonly string[]): BlindSpot[] {
  const { resources } = streamFromObjects(foreseePods(agent, plan).map((object) => ({ object })));
  const inPods = new Set(plan.workloads.flatMap(({ containers }) => containers.map(({ image }) => image)));
  const ofOperators = plan.images
    .filter(({ id, required, unmovable }) => required && unmovable === undefined && !inPods.has(id))
    .map(({ id, target }): BlindSpot => ({
      namespace: plan.namespace,
      image: printReference(target),
      serviceAccountName: 'default',
      pullSecretNames: [...pullSecretNames],
      usedBy: `${agent.title} ${agent.version}, image ${id}, which its operator runs`,
    }));
  return [...findBlindSpots(resources, { namespace: plan.namespace }), ...ofOperators];
}
