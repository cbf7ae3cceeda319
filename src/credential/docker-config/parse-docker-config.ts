import { quote } from '../../error';
import { withoutUserInfo } from '../../image';
import { normaliseKey } from '../kubelet/registry-key';
import { SecretValue } from '../secret-value';
import { toWellFormed } from '../text';
import type { DockerConfigEntry } from './entry';
import { decodeGoBase64 } from './go-base64';
import { jsonMembers } from './json-members';
import type { JsonMember } from './json-members';

/** What the kubelet gets out of a pull secret. */
export interface ParsedDockerConfig {
  /** The logins, in the order of the text; none at all when there is a problem. */
  readonly entries: readonly DockerConfigEntry[];
  /**
   * Why the kubelet cannot read the secret. One problem spoils every entry, and every other pull secret of the pod.
   *
   * Never holds a value of the configuration, only its keys.
   */
  readonly problems: readonly string[];
  /** What the kubelet passes over without a word, such as credential helpers of a developer's machine. */
  readonly notes: readonly string[];
}

/** Collects the result while the text is read. */
interface Reading {
  readonly entries: Map<string, DockerConfigEntry>;
  readonly problems: string[];
  readonly notes: string[];
}

/** Fields of other programs in an entry. The kubelet reads none of them. */
const IGNORED_IN_ENTRY = ['identitytoken', 'registrytoken'];
/** Fields of other programs beside the entries. The kubelet reads none of them. */
const IGNORED_BESIDE = ['credHelpers', 'credsStore'];

/**
 * Reads the `.dockerconfigjson` of a Secret of type `kubernetes.io/dockerconfigjson` as the kubelet does.
 *
 * Sources: kubernetes `pkg/credentialprovider/config.go` and `secrets/secrets.go`.
 */
export function parseDockerConfig(text: string): ParsedDockerConfig {
  return read(text, (members, reading) => {
    const auths = members.filter(({ name }) => isGoField(name, 'auths'));
    for (const { value } of auths) {
      readAuths(value, 'auths', reading);
    }
    for (const { value } of members.filter(({ name }) => isGoField(name, 'HttpHeaders'))) {
      readHttpHeaders(value, reading);
    }
    for (const { name } of members.filter((member) => IGNORED_BESIDE.includes(member.name))) {
      reading.notes.push(`${name} is ignored by the kubelet: only logins under auths count`);
    }
    if (auths.length === 0) {
      reading.notes.push('there is no auths: the kubelet finds no login');
    }
  });
}

/**
 * Reads the `.dockercfg` of a Secret of the older type `kubernetes.io/dockercfg`: the entries without `auths` around them.
 *
 * Sources: kubernetes `pkg/credentialprovider/config.go` and `secrets/secrets.go`.
 */
export function parseDockerCfg(text: string): ParsedDockerConfig {
  return read(text, (members, reading) => readEntries(members, reading));
}

function read(text: string, readMembers: (members: JsonMember[], reading: Reading) => void): ParsedDockerConfig {
  const reading: Reading = { entries: new Map(), problems: [], notes: [] };
  const syntax = text === '' ? undefined : syntaxProblem(text);
  if (text === '') {
    reading.notes.push('it is empty: the kubelet passes over it');
  } else if (syntax !== undefined) {
    reading.problems.push(syntax);
  } else {
    const members = jsonMembers(text);
    if (members !== undefined) {
      readMembers(members, reading);
    } else if (JSON.parse(text) !== null) {
      reading.problems.push('it must be a JSON object');
    }
  }
  const { problems, notes } = reading;
  return { entries: problems.length > 0 ? [] : [...reading.entries.values()], problems, notes };
}

/** The words of `JSON.parse` quote the text, which may be a password: only the place is taken from them. */
function syntaxProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const place = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
    return place === undefined ? 'it is not valid JSON' : `it is not valid JSON (at character ${Number(place) + 1})`;
  }
}

function readAuths(value: string, what: string, reading: Reading): void {
  const members = jsonMembers(value);
  if (members !== undefined) {
    readEntries(members, reading);
  } else if (value === 'null') {
    reading.entries.clear(); // Go sets the map to nil, which also forgets what an earlier auths said
  } else {
    reading.problems.push(`${what} must be an object`);
  }
}

function readHttpHeaders(value: string, reading: Reading): void {
  const members = value === 'null' ? [] : jsonMembers(value);
  if (members === undefined || members.some((member) => !member.value.startsWith('"') && member.value !== 'null')) {
    reading.problems.push('HttpHeaders must be an object of strings');
  }
}

function readEntries(members: readonly JsonMember[], reading: Reading): void {
  for (const member of members) {
    const registry = toWellFormed(member.name);
    const where = `entry ${quote(withoutUserInfo(registry))}`; // a URL may carry a login of its own
    const fields = member.value === 'null' ? [] : jsonMembers(member.value);
    if (fields === undefined) {
      reading.problems.push(`${where} must be an object`);
      continue;
    }
    const problems: string[] = [];
    const entry = readEntry(registry, fields, (problem) => problems.push(problem));
    reading.entries.set(registry, entry);
    reading.problems.push(...problems.map((problem) => `${where}: ${problem}`));
    if (problems.length === 0) {
      reading.notes.push(...entryNotes(entry, fields).map((note) => `${where}: ${note}`));
    }
  }
}

function readEntry(registry: string, fields: readonly JsonMember[], report: (problem: string) => void): DockerConfigEntry {
  const field = (name: string): string => readString(fields, name, report);
  const email = field('email');
  const plain = { username: field('username'), password: field('password') };
  const auth = field('auth');
  const { username, password } = auth === '' ? plain : decodeAuth(auth, report) ?? plain;
  return { registry, username, password: SecretValue.unsafePlainText(password), ...email === '' ? {} : { email } };
}

/** The last member of this name wins, and `null` leaves what was there: so does Go. */
function readString(fields: readonly JsonMember[], name: string, report: (problem: string) => void): string {
  let text = '';
  for (const { value } of fields.filter((field) => isGoField(field.name, name))) {
    if (value.startsWith('"')) {
      text = toWellFormed(JSON.parse(value) as string);
    } else if (value !== 'null') {
      report(`${name} must be a string`);
    }
  }
  return text;
}

function decodeAuth(auth: string, report: (problem: string) => void): { username: string; password: string } | undefined {
  const bytes = decodeGoBase64(auth);
  if (bytes === undefined) {
    report('auth is not standard base64');
    return undefined;
  }
  const colon = bytes.indexOf(':');
  if (colon < 0) {
    report('auth has no colon between user name and password once decoded');
    return undefined;
  }
  const text = bytes.toString('utf8');
  if (!Buffer.from(text, 'utf8').equals(bytes)) {
    // The kubelet reads it, but cannot hand it to the container runtime, whose protocol takes UTF-8 only.
    report('auth is not UTF-8 once decoded');
    return undefined;
  }
  const split = text.indexOf(':');
  return { username: text.slice(0, split), password: text.slice(split + 1) };
}

function entryNotes(entry: DockerConfigEntry, fields: readonly JsonMember[]): string[] {
  return [
    ...fields.filter(({ name }) => IGNORED_IN_ENTRY.includes(name)).map(({ name }) => `${name} is ignored by the kubelet`),
    ...entry.username === '' && entry.password.unsafeUnwrap() === '' ? ['it holds neither user name nor password'] : [],
    ...normaliseKey(entry.registry) === undefined ? ['the kubelet drops it, since its key is not host[:port][/path]'] : [],
  ];
}

/** Go finds the field of a member by name without regard to case; the length keeps `ß` from counting as `SS`. */
function isGoField(name: string, field: string): boolean {
  return name === field || (name.length === field.length && name.toUpperCase() === field.toUpperCase());
}
