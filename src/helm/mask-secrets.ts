/** Keys whose values are more often credentials than not. */
const SECRET_KEY = /pass(word|wd|phrase)?$|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|license[-_]?key|credential|^auth$|\.dockerconfigjson$/i;

/** Shorter texts are words of ordinary messages more often than credentials. */
const SHORTEST_SECRET = 6;

/** Whether what stands under a key is more often a credential than not. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/**
 * Replaces values that stand under keys such as `apiKey` or `password`, as they are and in base64.
 *
 * Helm repeats values in some of its messages (a failing `fail`, a pattern of a schema), and messages end up in logs.
 * This knows credentials by their keys only: a chart that calls its password `foo` is not recognised.
 */
export function maskSecrets(text: string, values: Readonly<Record<string, unknown>>): string {
  const secrets = new Set<string>();
  collect(values, false, secrets);
  // Longer ones first: one secret may contain another.
  return [...secrets].sort((a, b) => b.length - a.length).reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
}

function collect(value: unknown, underSecretKey: boolean, secrets: Set<string>): void {
  if (typeof value === 'string') {
    if (underSecretKey && value.length >= SHORTEST_SECRET) {
      secrets.add(value);
      secrets.add(JSON.stringify(value).slice(1, -1));
      secrets.add(Buffer.from(value, 'utf8').toString('base64'));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      collect(member, underSecretKey || (!Array.isArray(value) && isSecretKey(key)), secrets);
    }
  }
}
