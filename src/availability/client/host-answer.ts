import { parseChallenges } from '../protocol/challenges';
import type { Challenge } from '../protocol/challenges';
import { headerOf } from './exchange';
import type { Answered } from './exchange';

/** Whether a status says that the login is not enough. */
export function isDenial(status: number): boolean {
  return status === 401 || status === 403;
}

/** The ways in which a response asks for a login; empty when there are none. */
export function challengesOf(answer: Answered): Challenge[] {
  return parseChallenges(answer.headers['www-authenticate'] ?? []);
}

/** Why a registry does not take a token, in the words of RFC 6750; empty when it does not say. */
export function challengeError(challenges: readonly Challenge[]): string {
  return challenges.find(({ scheme }) => scheme === 'bearer')?.parameters.get('error') ?? '';
}

/** Whether two challenges ask for the same: scope and error differ from request to request; who is asked for which service does not. */
export function sameChallenges(a: readonly Challenge[], b: readonly Challenge[]): boolean {
  const print = (challenges: readonly Challenge[]): string => JSON.stringify(
    challenges.map(({ scheme, parameters }) => [scheme, scheme === 'bearer' ? parameters.get('realm') : '', parameters.get('service')]));
  return print(a) === print(b);
}

/** Whether the answer to `GET /v2/` is that of a registry: by its own header, by asking for a login, or by not being a page. */
export function looksLikeRegistry(answer: Answered, challenges: readonly Challenge[]): boolean {
  if (headerOf(answer, 'docker-distribution-api-version') !== undefined) {
    return true;
  }
  const isPage = (headerOf(answer, 'content-type') ?? '').includes('html');
  return answer.status === 200 ? !isPage : challenges.some(({ scheme }) => scheme === 'bearer' || scheme === 'basic');
}
