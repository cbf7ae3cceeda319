import { parse } from 'yaml';
import { Problems, PullproofError } from '../../error';
import type { Json, JsonObject } from '../../manifest';
import type {
  ChartTrace, Composition, TracedAccount, TracedKey, TracedObject, TracedPermission, TracedReference,
} from '../trace/chart-trace';
import { parseComposition } from './composition-text';
import { LockReader } from './lock-reader';
import { identity, LOCK_VERSION } from './print-lock';

const PLACES = ['container', 'initContainer', 'ephemeralContainer', 'imageVolume', 'argument', 'environment', 'field', 'data'] as const;
const CERTAINTIES = ['certain', 'likely', 'possible'] as const;
const SHAPES = ['objects', 'strings', 'objects-or-strings', 'name'] as const;

/**
 * Reads a lock file.
 *
 * @param text the file
 * @param file its name, for messages
 * @throws PullproofError `lock-invalid` that lists everything which is wrong with it.
 */
export function parseLock(text: string, file = 'the lock file'): ChartTrace[] {
  const reader = new LockReader();
  const lock = reader.map(parseYaml(text, file), 'the file');
  if (lock.version !== LOCK_VERSION) {
    throw invalid(file, [`version: must be ${LOCK_VERSION} (got ${JSON.stringify(lock.version ?? null)})`]);
  }
  reader.only(lock, 'the file', ['version', 'charts']);
  const traces = reader.list(lock.charts, 'charts', (chart, place) => readChartTrace(reader, chart, place));
  const twice = traces.filter((trace, index) => traces.findIndex((other) => identity(other) === identity(trace)) !== index);
  new Problems()
    .add(...reader.problems, ...twice.map(({ subject }) => `${subject.chart} stands there twice as release ${subject.releaseName} in ${subject.namespace}`))
    .throwIfAny({ code: 'lock-invalid', what: `${file} cannot be used`, remedy: 'make it again with `pullproof lock`' });
  return traces;
}

function parseYaml(text: string, file: string): Json {
  try {
    return parse(text) as Json;
  } catch (cause) {
    throw invalid(file, [cause instanceof Error ? cause.message.split('\n')[0] ?? '' : 'it is no YAML']);
  }
}

function invalid(file: string, problems: string[]): PullproofError {
  return new PullproofError({ code: 'lock-invalid', what: `${file} cannot be used`, problems, remedy: 'make it again with `pullproof lock`' });
}

const CHART_MEMBERS = [
  'chart', 'version', 'digest', 'values', 'release', 'namespace', 'kubeVersion', 'apiVersions', 'renders', 'keys', 'references', 'pullSecretKeys',
  'pods', 'accounts', 'permissions', 'rejected', 'lists',
];

function readChartTrace(reader: LockReader, value: Json, place: string): ChartTrace {
  const chart = reader.map(value, place);
  reader.only(chart, place, CHART_MEMBERS);
  const apiVersions = reader.texts(chart.apiVersions, `${place}.apiVersions`);
  return {
    subject: {
      chart: reader.text(chart.chart, `${place}.chart`),
      version: reader.text(chart.version, `${place}.version`),
      chartDigest: reader.text(chart.digest, `${place}.digest`),
      valuesDigest: reader.text(chart.values, `${place}.values`),
      releaseName: reader.text(chart.release, `${place}.release`),
      namespace: reader.text(chart.namespace, `${place}.namespace`),
      ...reader.optional('kubeVersion', chart.kubeVersion, `${place}.kubeVersion`),
      ...(apiVersions.length === 0 ? {} : { apiVersions }),
    },
    keys: reader.list(chart.keys, `${place}.keys`, (key, at) => readKey(reader, reader.map(key, at), at)),
    references: reader.list(chart.references, `${place}.references`, (found, at) => readReference(reader, reader.map(found, at), at)),
    pullSecretKeys: reader.list(chart.pullSecretKeys, `${place}.pullSecretKeys`, (element, at) => {
      const key = reader.map(element, at);
      return { path: reader.text(key.path, `${at}.path`), shape: reader.word(key.shape, `${at}.shape`, SHAPES) };
    }),
    pods: reader.list(chart.pods, `${place}.pods`, (pod, at) => ({
      ...readAccount(reader, reader.map(pod, at), at),
      path: reader.text(reader.map(pod, at).at, `${at}.at`),
      account: reader.text(reader.map(pod, at).account, `${at}.account`),
      images: reader.texts(reader.map(pod, at).images, `${at}.images`),
    })),
    accounts: reader.list(chart.accounts, `${place}.accounts`, (account, at) => readAccount(reader, reader.map(account, at), at)),
    permissions: reader.list(chart.permissions, `${place}.permissions`, (element, at) => readPermission(reader, reader.map(element, at), at)),
    rejected: reader.list(chart.rejected, `${place}.rejected`, (element, at) => {
      const key = reader.map(element, at);
      return {
        path: reader.text(key.path, `${at}.path`),
        reason: reader.text(key.reason, `${at}.reason`),
        ...(key.accepts === undefined ? {} : { accepts: reader.word(key.accepts, `${at}.accepts`, ['host'] as const) }),
      };
    }),
    lists: reader.list(chart.lists, `${place}.lists`, (element, at) => {
      const list = reader.map(element, at);
      return { path: reader.text(list.path, `${at}.path`), value: list.value ?? null };
    }),
    renders: reader.count(chart.renders, `${place}.renders`),
  };
}

function readKey(reader: LockReader, key: JsonObject, place: string): TracedKey {
  const within = key.within === undefined ? undefined : reader.map(key.within, `${place}.within`);
  return {
    path: reader.text(key.path, `${place}.path`),
    ...reader.optional('text', key.text, `${place}.text`),
    ...(within === undefined ? {} : {
      within: { before: reader.text(within.before, `${place}.within.before`), after: reader.text(within.after, `${place}.within.after`) },
    }),
  };
}

function readReference(reader: LockReader, found: JsonObject, place: string): TracedReference {
  const unreadable = reader.texts(found.unreadable, `${place}.unreadable`);
  return {
    text: reader.text(found.text, `${place}.text`),
    object: readObject(reader, found.in, `${place}.in`),
    path: reader.text(found.at, `${place}.at`),
    place: reader.word(found.place, `${place}.place`, PLACES),
    certainty: reader.word(found.certainty, `${place}.certainty`, CERTAINTIES),
    compositions: reader.list(found.composed, `${place}.composed`, (composed, at) => readComposition(reader, composed, at)),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
}

function readComposition(reader: LockReader, value: Json, place: string): Composition {
  const map = typeof value === 'string' ? { as: value } : reader.map(value, place);
  const given = reader.texts(map.given, `${place}.given`);
  const text = reader.text(map.as, `${place}.as`);
  const parts = parseComposition(text);
  if (parts === undefined) {
    reader.problems.push(`${place}: the braces of ${JSON.stringify(text)} do not pair`);
  }
  return { ...(given.length === 0 ? {} : { given }), parts: parts ?? [] };
}

function readAccount(reader: LockReader, account: JsonObject, place: string): TracedAccount {
  return {
    object: readObject(reader, account.in, `${place}.in`),
    pullSecretNames: reader.texts(account.pullSecrets, `${place}.pullSecrets`),
    namedBy: reader.texts(account.namedBy, `${place}.namedBy`),
  };
}

function readObject(reader: LockReader, value: Json | undefined, place: string): TracedObject {
  const object = reader.map(value, place);
  const hooks = reader.texts(object.hooks, `${place}.hooks`);
  return {
    apiVersion: reader.text(object.apiVersion, `${place}.apiVersion`),
    kind: reader.text(object.kind, `${place}.kind`),
    ...reader.optional('namespace', object.namespace, `${place}.namespace`),
    name: reader.text(object.name, `${place}.name`),
    ...(hooks.length === 0 ? {} : { hooks }),
  };
}

function readPermission(reader: LockReader, permission: JsonObject, place: string): TracedPermission {
  if (typeof permission.value !== 'boolean') {
    reader.problems.push(`${place}.value: must be true or false`);
  }
  return { path: reader.text(permission.path, `${place}.path`), value: permission.value === true, reason: reader.text(permission.reason, `${place}.reason`) };
}
