import { SecretValue } from '../secret-value';
import { refuseRobot } from './login';
import type { RobotLogin } from './login';

/** Login name that goes with a short-lived access token of Google Cloud. */
export const GOOGLE_TOKEN_USERNAME = 'oauth2accesstoken';
/** Login name that goes with the JSON key of a service account as it is. */
export const GOOGLE_JSON_KEY_USERNAME = '_json_key';
/** Login name that goes with the JSON key of a service account in base64. */
export const GOOGLE_JSON_KEY_BASE64_USERNAME = '_json_key_base64';

/**
 * The login of a service account of Google Cloud by its JSON key.
 *
 * @param key content of the key file. The file is what the console downloads; a key never expires unless a policy says so.
 * @param base64 whether to encode it: no layer on the way can then trip over line breaks and quotes.
 * @throws PullproofError `credential-invalid` when the text is no key of a service account.
 * @see https://cloud.google.com/artifact-registry/docs/docker/authentication#json-key
 */
export function googleJsonKeyLogin(key: SecretValue, base64 = true): RobotLogin {
  refuseRobot('this gives no login to Google Artifact Registry', keyProblems(key));
  return base64
    ? { username: GOOGLE_JSON_KEY_BASE64_USERNAME, password: SecretValue.unsafePlainText(Buffer.from(key.unsafeUnwrap(), 'utf8').toString('base64')) }
    : { username: GOOGLE_JSON_KEY_USERNAME, password: key };
}

function keyProblems(key: SecretValue): string[] {
  if (!SecretValue.isSecretValue(key)) {
    return ['the key must be a SecretValue'];
  }
  const content = parseObject(key.unsafeUnwrap());
  if (content === undefined) {
    return ['the key must be the JSON of a key file'];
  }
  return [
    ...content['type'] === 'service_account' ? [] : ['the key must have type "service_account"'],
    ...['client_email', 'private_key'].filter((field) => typeof content[field] !== 'string').map((field) => `the key must have ${field}`),
  ];
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined; // the words of the parser quote the key
  }
}
