import { nameProblems, namespaceProblems } from '../credential';
import { Problems } from '../error';

/** Helm leaves room for the suffixes that charts append. Source: Helm, `ValidateReleaseName`. */
const LONGEST_RELEASE_NAME = 53;

/**
 * Checks the name and the namespace of a Helm release.
 *
 * @throws PullproofError `name-invalid` that lists what is wrong with either.
 */
export function checkInstallNames(releaseName: string, namespace: string): void {
  new Problems()
    .add(...nameProblems(releaseName, 'releaseName'))
    .add(...releaseName.length > LONGEST_RELEASE_NAME ? [`releaseName must have at most ${LONGEST_RELEASE_NAME} characters (it has ${releaseName.length})`] : [])
    .add(...namespaceProblems(namespace))
    .throwIfAny({ code: 'name-invalid', what: 'there can be no such Helm release' });
}
