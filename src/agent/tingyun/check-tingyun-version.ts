import { PullproofError } from '../../error';
import { compareAgentVersions } from './compare-agent-versions';
import { tingyunFirstReleaseWithSecret } from './tingyun-facts';

/**
 * Refuses a release of the agent that knows no pull secrets.
 *
 * @throws PullproofError `release-too-old` before 2.5.3.0, `release-unknown` for what is no version.
 */
export function checkTingyunVersion(version: string): void {
  if (compareAgentVersions(version, tingyunFirstReleaseWithSecret) < 0) {
    throw new PullproofError({
      code: 'release-too-old',
      what: `Tingyun UniAgent ${version} knows no pull secrets`,
      expected: `${tingyunFirstReleaseWithSecret} or newer`,
      remedy: 'upgrade the agent, or let the nodes pull with their own identity',
    });
  }
}
