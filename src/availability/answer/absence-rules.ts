/** What a kind of registry may also mean by a refusal. */
export interface AbsenceRules {
  /** Whether 403 is also said of images that do not exist. */
  readonly deniedHides: boolean;
  /** Whether 404 is also said of images that the login may not see. */
  readonly unknownHides: boolean;
}

/**
 * Kinds that differ from the specification, by the `id` of the kind.
 *
 * Artifact Registry says "denied, or it may not exist"; GitHub and GitLab refuse the token for either; Artifactory can be told
 * to hide what a user may not see, and its virtual repositories deny missing tags.
 */
const EXCEPTIONS: Readonly<Record<string, AbsenceRules>> = {
  'google-artifact-registry': { deniedHides: true, unknownHides: false },
  'google-gcr': { deniedHides: true, unknownHides: false },
  'ghcr': { deniedHides: true, unknownHides: false },
  'gitlab': { deniedHides: true, unknownHides: true },
  'jfrog': { deniedHides: true, unknownHides: true },
};

/**
 * How a kind of registry hides absence. By the specification it does not: 404 is absence, 403 a missing right.
 *
 * With 401 none of them says anything: to a login that it accepts, a registry with tokens gives 401 for both.
 *
 * @param kindId `id` of the kind of registry.
 */
export function absenceRulesOf(kindId: string): AbsenceRules {
  return Object.hasOwn(EXCEPTIONS, kindId) ? EXCEPTIONS[kindId] ?? SPECIFICATION : SPECIFICATION;
}

const SPECIFICATION: AbsenceRules = { deniedHides: false, unknownHides: false };
