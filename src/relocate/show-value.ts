import { isSecretKey } from '../helm';
import { withoutUserInfo } from '../image';
import { isJsonObject } from '../manifest';
import type { Json } from '../manifest';

/** Enough to recognise a value by; the path says where the rest is. */
const LONGEST = 200;

/** Keys that speak of secrets and hold only their names. */
const NAMES_OF_SECRETS = /pull-?secrets?$/i;

/**
 * A value of the user in JSON form, fit for messages: a map in the wrong place may hold a login, and an address may
 * have one in front. Texts under keys such as `password` become `***`, logins of addresses `…`, long values are cut.
 */
export function showValue(value: Json | undefined): string {
  const text = JSON.stringify(withoutSecrets(value ?? null));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function withoutSecrets(value: Json): Json {
  if (typeof value === 'string') {
    return withoutUserInfo(value);
  }
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, isSecretKey(key) && !NAMES_OF_SECRETS.test(key) ? '***' : withoutSecrets(member)]))
    : value;
}
