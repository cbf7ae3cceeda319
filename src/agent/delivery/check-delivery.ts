import { nameProblems, tryParseDuration } from '../../credential';
import { Problems, quote } from '../../error';
import type { HelmReleaseIntent } from './helm-release-intent';

/** Addresses of chart repositories that Helm, Flux and Argo CD take; a user in front of the host would be a login in clear text. */
const REPOSITORY = /^(?:https?|oci):\/\/(?![^/]*@)[^\s/]+/;

/** Units that Flux takes in an interval. Source: Flux, `spec.interval` of its custom resource definitions. */
const FLUX_INTERVAL = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;

/**
 * Throws one error with everything that is wrong about a delivery by a controller.
 *
 * @param intent the release; what is wrong with its name and namespace was found before.
 * @param problems what is wrong with the options of the controller.
 * @throws PullproofError `delivery-invalid`
 */
export function checkDelivery(intent: HelmReleaseIntent, problems: readonly string[]): void {
  new Problems()
    .add(...REPOSITORY.test(intent.repository) ? [] : [repositoryProblem(intent.repository)], ...problems)
    .throwIfAny({ code: 'delivery-invalid', what: `release ${quote(intent.releaseName)} cannot be delivered like this` });
}

/** What is wrong with the name of an object that the options name; empty when it is fine or not given. */
export function optionalNameProblems(name: string | undefined, what: string): string[] {
  return name === undefined ? [] : nameProblems(name, what);
}

/** What is wrong with an interval of Flux; empty when it is fine. */
export function intervalProblems(interval: string): string[] {
  return FLUX_INTERVAL.test(interval) && (tryParseDuration(interval) ?? 0) > 0 ? [] : [`interval must be a duration such as "1h" or "5m30s" (got ${quote(interval)})`];
}

function repositoryProblem(repository: string): string {
  const form = 'repository must start with https:// or oci:// and name a host';
  // What stands before an @ may be a password.
  return repository.includes('@') ? `${form}, without a user; name a Secret with the login instead` : `${form} (got ${quote(repository)})`;
}
