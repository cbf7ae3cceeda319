/** A user name that only ever goes with a token that expires. */
export interface TemporaryLogin {
  /** What the token is. */
  readonly what: string;
  /** How long it works, for people. */
  readonly lifetime: string;
}

/**
 * User names of token logins.
 *
 * Sources: ECR GetAuthorizationToken (12 h), Google Artifact Registry access tokens (1 h), Microsoft Entra tokens for
 * ACR (about 3 h), Alibaba GetAuthorizationToken (1 h).
 */
const TEMPORARY: readonly { readonly pattern: RegExp; readonly login: TemporaryLogin }[] = [
  { pattern: /^AWS$/, login: { what: 'an ECR token', lifetime: '12 hours' } },
  { pattern: /^oauth2accesstoken$/, login: { what: 'a Google access token', lifetime: 'an hour' } },
  { pattern: /^00000000-0000-0000-0000-000000000000$/, login: { what: 'an Entra token', lifetime: 'about three hours' } },
  { pattern: /^cr_temp_user$/, login: { what: 'an Alibaba temporary token', lifetime: 'an hour' } },
];

/** The kind of temporary login a user name stands for; `undefined` for a static one. */
export function temporaryLogin(username: string): TemporaryLogin | undefined {
  return TEMPORARY.find(({ pattern }) => pattern.test(username))?.login;
}
