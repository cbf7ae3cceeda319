import { quote } from '../../error';
import { reveals, secretForms } from '../../http';
import { isJsonObject } from '../../manifest';
import { classifyRefusal } from '../answer/classify';
import type { RefusalEvidence } from '../answer/classify';
import type { ReasonFacts } from '../answer/reason';
import { parseErrorBody, parseJson } from '../protocol/error-body';
import { provesPull } from '../protocol/token-reply';
import type { TokenRefused, Unauthorizable } from './authorizer';
import { textOf } from './exchange';
import type { Failed, Task } from './exchange';
import { challengeError, challengesOf, isDenial } from './host-answer';
import type { Place, RegistryAnswer, RegistryClient } from './registry-client';

/** What is known of the registry and the login besides the responses. */
export interface RefusalContext {
  /** `id` of the kind of registry. */
  readonly kindId: string;
  /** Whether the password of the login is a token that expires. */
  readonly rotating: boolean;
}

/** Says why there was no response. */
export function explainFailure({ problem, host, systemCode, status, retryAfterSeconds, otherHost }: Failed): ReasonFacts {
  return {
    reason: problem,
    host,
    ...(systemCode !== undefined && { systemCode }),
    ...(status !== undefined && { status }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(otherHost !== undefined && { otherHost }),
  };
}

/** Says why no login could be sent. */
export function explainUnauthorizable({ reason, host, otherHost }: Unauthorizable): ReasonFacts {
  return { reason, host, ...(otherHost !== undefined && { otherHost }) };
}

/**
 * Says why a registry, or its token server, refuses; asks the registry more where that tells refusal from absence.
 *
 * @param reference tag or digest that was asked for.
 */
export async function explainRefusal(
  client: RegistryClient, place: Place, reference: string, reply: RegistryAnswer | TokenRefused, context: RefusalContext, task: Task,
): Promise<ReasonFacts> {
  const { answer } = reply;
  const error = parseErrorBody(textOf(answer));
  const said = wordsOf(error.message, place, reply);
  const facts = {
    host: answer.host,
    withLogin: place.login !== undefined,
    status: answer.status,
    ...(error.codes.length > 0 && { errorCodes: error.codes }),
    ...(said !== undefined && { said }),
  };
  if (answer.foreign) {
    return { ...facts, reason: isDenial(answer.status) ? 'redirect-login' : 'unexpected-status', host: place.registry, otherHost: answer.host };
  }
  const host = await client.host(place.registry, task);
  const evidence: RefusalEvidence = {
    ...context,
    from: reply.kind === 'token-refused' ? 'token-server' : 'registry',
    status: answer.status,
    codes: error.codes,
    isRegistryError: error.isRegistryError,
    message: error.message ?? '',
    scheme: reply.kind === 'answer' ? reply.authorized.scheme : 'bearer',
    challengeError: challengeError(challengesOf(answer)),
    isRegistry: host.isRegistry,
    withLogin: place.login !== undefined,
    login: isDenial(answer.status) ? await client.provesLogin(place.registry, place.login, task) : 'unknown',
    pull: reply.kind === 'answer' && reply.authorized.token !== undefined && provesPull(reply.authorized.token, place.repository) ? 'proven' : 'unknown',
  };
  const reason = classifyRefusal(evidence);
  const undecided = reason === 'hidden' || (reason === 'name-refused' && answer.status === 404);
  // A login that got no token at all gets none for the tags either.
  return { ...facts, reason: undecided && reply.kind === 'answer' ? classifyRefusal({ ...evidence, pull: await proofByTags(client, place, reference, task) }) : reason };
}

/** Whoever may list tags may pull: Harbor, the distribution registry and Artifactory check the same right for both. */
async function proofByTags(client: RegistryClient, place: Place, reference: string, task: Task): Promise<RefusalEvidence['pull']> {
  const reply = await client.tags(place, task);
  if (reply.kind !== 'answer' || reply.answer.status !== 200 || reply.answer.foreign) {
    return 'unknown';
  }
  const body = parseJson(textOf(reply.answer));
  if (!isJsonObject(body) || !Array.isArray(body.tags)) {
    return 'unknown';
  }
  return body.tags.includes(reference) ? 'listed' : 'proven';
}

/** What the server said, unless it says a secret. */
function wordsOf(message: string | undefined, { login }: Place, reply: RegistryAnswer | TokenRefused): string | undefined {
  const token = reply.kind === 'answer' ? reply.authorized.token : undefined;
  const secrets = [...(login === undefined ? [] : secretForms(login)), ...(token === undefined ? [] : [token])];
  return message === undefined || reveals(message, secrets) ? undefined : quote(message, 200);
}
