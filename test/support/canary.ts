/**
 * The only credential that tests and examples ever use.
 *
 * Everything a run produces is searched for it, for its base64 form at every alignment and for its escaped forms.
 */
export const CANARY_PASSWORD = 'CANARY-not-a-secret';

/** The user name that goes with it: it holds the two characters that break shells and templates. */
export const CANARY_USERNAME = 'robot$test+app-readonly';
