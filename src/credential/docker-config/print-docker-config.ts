import { Problems, quote } from '../../error';
import { goJsonString } from '../go-json';
import { SecretValue } from '../secret-value';
import { compareUtf8 } from '../text';
import type { DockerConfigEntry } from './entry';
import { entryProblems } from './entry-problems';

/** The API server takes 1 MiB for all values of a Secret and its base64; this leaves room for the rest of the object. */
const MAX_BYTES = 900 * 1024;

/**
 * The JSON of a pull secret (`.dockerconfigjson`), byte for byte as `kubectl create secret docker-registry` writes it.
 *
 * Entries are ordered by their keys, the way Go orders a map, so the order of the input does not matter.
 *
 * @throws PullproofError `credential-invalid` that lists every entry that cannot work, without any of its values.
 */
export function printDockerConfig(entries: readonly DockerConfigEntry[]): SecretValue {
  const problems = new Problems();
  const seen = new Set<string>();
  for (const entry of entries) {
    problems.add(...entryProblems(entry));
    if (seen.has(entry.registry)) {
      problems.add(`entry ${quote(entry.registry)}: there are two of it`);
    }
    seen.add(entry.registry);
  }
  if (entries.length === 0) {
    problems.add('there must be at least one entry');
  }
  const text = problems.isEmpty ? printEntries(entries) : '';
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > MAX_BYTES) {
    problems.add(`the configuration must have at most ${MAX_BYTES} bytes (it has ${bytes})`);
  }
  problems.throwIfAny({ code: 'credential-invalid', what: 'this Docker configuration cannot work as a pull secret' });
  return SecretValue.unsafePlainText(text);
}

function printEntries(entries: readonly DockerConfigEntry[]): string {
  const printed = [...entries]
    .sort((a, b) => compareUtf8(a.registry, b.registry))
    .map((entry) => `${goJsonString(entry.registry)}:${printEntry(entry)}`);
  return `{"auths":{${printed.join(',')}}}`;
}

function printEntry({ username, password, email }: DockerConfigEntry): string {
  const clear = password.unsafeUnwrap();
  const fields = [
    `"username":${goJsonString(username)}`,
    `"password":${goJsonString(clear)}`,
    ...email === undefined || email === '' ? [] : [`"email":${goJsonString(email)}`],
    `"auth":"${Buffer.from(`${username}:${clear}`, 'utf8').toString('base64')}"`,
  ];
  return `{${fields.join(',')}}`;
}
