import { Agent, planInstall } from '../../src/agent';
import type { AgentRelease, InstallPlan, InstallRequest } from '../../src/agent';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';

const RELOCATION = new Relocation({ registry: Registry.generic('reg.example.com') });

/** The smallest release, and what a test adds to it. */
export function customRelease(rest: Partial<AgentRelease>): AgentRelease {
  return {
    id: 'custom', title: 'Custom', version: '1.0.0', chart: { name: 'custom', repository: 'https://charts.example.com', version: '1.0.0' },
    images: [], imageSlots: [], pullSecretSlots: [], workloads: [], ...rest,
  };
}

/** The plan of an install of it, with one pull secret. */
export function planCustom(rest: Partial<AgentRelease>, values: JsonObject = {}, request: Partial<InstallRequest> = {}): InstallPlan {
  return planInstall({
    agent: Agent.custom(customRelease(rest)), relocation: RELOCATION, namespace: 'apps', releaseName: 'rel', pullSecretName: 'registry-pull', values, ...request,
  });
}
