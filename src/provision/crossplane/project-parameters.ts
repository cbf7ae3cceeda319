import type { HarborEndpointSpec, HarborEndpointType, HarborImmutabilityRule, HarborProjectSpec, HarborRetentionRule, HarborRetentionSpec } from '../harbor';
import type { ImmutableTagRuleParameters, ProjectParameters, RegistryParameters, RetentionPolicyParameters, SecretKeyReference } from './crossplane-specs';

/** What the provider calls each type; it turns these into the words of Harbor's API. */
const PROVIDER_NAMES: Readonly<Record<HarborEndpointType, string>> = {
  'ali-acr': 'alibaba', 'aws-ecr': 'aws', 'azure-acr': 'azure', 'docker-hub': 'docker-hub', 'docker-registry': 'docker-registry',
  'github-ghcr': 'github', 'google-gcr': 'google', 'harbor': 'harbor', 'jfrog-artifactory': 'jfrog',
};

/** An endpoint in the words of the provider. */
export function endpointParameters(
  { name, type, url, description, insecure }: HarborEndpointSpec, login?: { readonly username: string; readonly passwordSecret: SecretKeyReference },
): RegistryParameters {
  return {
    name, providerName: PROVIDER_NAMES[type], endpointUrl: url,
    ...(description !== undefined && { description }), ...(insecure !== undefined && { insecure }),
    ...(login !== undefined && { accessId: login.username, accessSecretSecretRef: login.passwordSecret }),
  };
}

/**
 * A project in the words of the provider.
 *
 * @param endpointObject name of the object of the endpoint that it caches.
 */
export function projectParameters(project: HarborProjectSpec, endpointObject?: string): ProjectParameters {
  const { name, public: isPublic = false, scanOnPush, storageLimitBytes } = project;
  return {
    name, public: isPublic,
    // An object that somebody deletes must not take the images of running pods along.
    forceDestroy: false,
    ...(scanOnPush !== undefined && { vulnerabilityScanning: scanOnPush }),
    ...(storageLimitBytes !== undefined && { storageQuota: storageLimitBytes / 2 ** 30 }),
    ...(endpointObject !== undefined && { registryIdRef: { name: endpointObject } }),
  };
}

/** A retention policy in the words of the provider. */
export function retentionParameters({ rules, schedule = 'Daily' }: HarborRetentionSpec, projectObject: string): RetentionPolicyParameters {
  return { scopeRef: { name: projectObject }, schedule: SCHEDULES[schedule] ?? schedule, rule: rules.map(ruleParameters) };
}

/** Schedules that the provider reads back by a name: written otherwise, they would differ for ever. */
const SCHEDULES: Readonly<Record<string, string>> = { '0 0 * * * *': 'Hourly', '0 0 0 * * *': 'Daily', '0 0 0 * * 0': 'Weekly' };

function ruleParameters({ keep, count = 0, repositories = '**', tags = '**', untagged = true }: HarborRetentionRule): RetentionPolicyParameters['rule'][number] {
  const selectors = { repoMatching: repositories, tagMatching: tags, untaggedArtifacts: untagged };
  switch (keep) {
    case 'newest-pushed': return { ...selectors, mostRecentlyPushed: count };
    case 'newest-pulled': return { ...selectors, mostRecentlyPulled: count };
    case 'pushed-within-days': return { ...selectors, nDaysSinceLastPush: count };
    case 'pulled-within-days': return { ...selectors, nDaysSinceLastPull: count };
    case 'always': return { ...selectors, alwaysRetain: true };
  }
}

/** A rule about immutable tags in the words of the provider. */
export function immutableTagParameters({ repositories = '**', tags = '**' }: HarborImmutabilityRule, projectObject: string): ImmutableTagRuleParameters {
  return { projectIdRef: { name: projectObject }, repoMatching: repositories, tagMatching: tags };
}
