import { reveals, secretForms } from '../../http';
import type { Inspection } from './inspection';
import type { Place } from './registry-client';

/**
 * Takes every text that a server chose, and that holds a piece of the login, out of an inspection.
 *
 * A server can put what it was sent anywhere: into a host name to go on to, a media type, a platform.
 */
export function hideSecrets(inspection: Inspection, { registry, login }: Place): Inspection {
  if (login === undefined) {
    return inspection;
  }
  const secrets = secretForms(login).flatMap((form) => [form, form.toLowerCase()]);
  const isSafe = (text: string): boolean => !reveals(text, secrets) && !reveals(text.toLowerCase(), secrets);
  const safeHost = (host: string): string => (isSafe(host) ? host : registry);
  if (inspection.kind === 'present') {
    const { platforms, host } = inspection;
    return { ...inspection, host: safeHost(host), ...(platforms !== undefined && { platforms: platforms.filter(isSafe) }) };
  }
  const { host, otherHost, mediaType, said, platforms, ...facts } = inspection.facts;
  return {
    kind: 'not-present',
    facts: {
      ...facts,
      host: safeHost(host),
      ...(otherHost !== undefined && isSafe(otherHost) && { otherHost }),
      ...(mediaType !== undefined && isSafe(mediaType) && { mediaType }),
      ...(said !== undefined && isSafe(said) && { said }),
      ...(platforms !== undefined && { platforms: platforms.filter(isSafe) }),
    },
  };
}
