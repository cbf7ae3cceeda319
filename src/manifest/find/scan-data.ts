import { isJsonObject, property } from '../json';
import type { Json, JsonObject } from '../json';
import { isRepositoryKey, keysOf, readImageWithTag } from './image-map';
import { imageName } from './image-names';
import { namedReferences } from './named-value';
import type { Hit, PlacedHit, Scan } from './scan';
import { scanText } from './scan-text';

/** Types of Secrets that hold credentials and nothing else; they are never looked into. */
const CREDENTIALS = /^(?:kubernetes\.io\/(?:dockerconfigjson|dockercfg|tls|service-account-token|ssh-auth|basic-auth)|bootstrap\.kubernetes\.io\/token|helm\.sh\/release\.v1)$/;

/** Keys of credentials, whatever else their names speak of. */
const SECRET_KEY = /(?:pass(?:word|wd|phrase)?|token|secret|key|auth|credentials?)$/i;

/** Files of text for people. */
const PROSE_FILE = /\.(?:md|adoc|rst)$/i;

/**
 * A copy of the values of a chart. It names the images of components that are switched off too, so that none of its
 * references is sure to be pulled: `cloudzero-agent` keeps one for a job that only reports it.
 */
const VALUES_COPY = /^(?:[\w-]+[-_.])?values\.ya?ml$|^(?:all|computed|default|installed|merged|original|user)[-_]values$/;

/** Looks at the files and values of a ConfigMap. */
export function scanConfigMap(object: JsonObject, scan: Scan): void {
  const doubted = scan.mapped((hit) => (VALUES_COPY.test(String(hit.path[1])) ? { ...hit, certainty: 'possible' } : hit));
  scanEntries(property(object, 'data'), 'data', doubted);
  scanBase64Entries(property(object, 'binaryData'), 'binaryData', scan);
}

/**
 * Looks at a Secret, for names that speak of an image only.
 *
 * What merely has the form of a reference is left out: it could be a password, and a finding is printed.
 */
export function scanSecret(object: JsonObject, scan: Scan): void {
  const type = property(object, 'type');
  if (typeof type === 'string' && CREDENTIALS.test(type)) {
    return;
  }
  const named = scan.filtered((hit) => hit.certainty !== 'possible' && isSafeToShow(hit));
  scanEntries(property(object, 'stringData'), 'stringData', named);
  scanBase64Entries(property(object, 'data'), 'data', named);
}

/** A value with the form of a reference, under a key that does not promise one, could be a password all the same. */
function isSafeToShow(hit: PlacedHit): boolean {
  const innermost = hit.embedded.at(-1);
  const key = (innermost?.path ?? hit.path).findLast((step) => typeof step === 'string') ?? '';
  // A start means that the text itself names it: `SIDECAR_IMAGE=…` in a script.
  return !SECRET_KEY.test(key) && (innermost !== undefined || hit.start !== undefined || imageName(key) !== undefined);
}

function scanEntries(entries: Json | undefined, field: string, scan: Scan): void {
  const done = isJsonObject(entries) ? scanPairs(entries, field, scan) : new Set<string>();
  eachString(entries, (key, text) => {
    if (!done.has(key)) {
      scan.into(field, () => scan.into(key, () => scanEntry(key, text, scan)));
    }
  });
}

/** `trivy.repository` and `trivy.tag`: two entries that spell one reference. Returns their keys. */
function scanPairs(entries: JsonObject, field: string, scan: Scan): ReadonlySet<string> {
  const done = new Set<string>();
  for (const key of Object.keys(entries).filter(isRepositoryKey)) {
    const pair = readImageWithTag(entries, key);
    if (pair !== undefined) {
      scan.into(field, () => scan.emit({ ...pair, place: 'data', certainty: 'likely' }));
      keysOf(pair.parts).forEach((part) => done.add(part));
    }
  }
  return done;
}

function scanBase64Entries(entries: Json | undefined, field: string, scan: Scan): void {
  eachString(entries, (key, encoded) => {
    const text = decode(encoded);
    if (text !== undefined) {
      const marked = scan.mapped((hit) => ({ ...hit, base64: true }));
      marked.path.push(field, key);
      scanEntry(key, text, marked);
      marked.path.length -= 2;
    }
  });
}

function eachString(entries: Json | undefined, look: (key: string, text: string) => void): void {
  if (!isJsonObject(entries)) {
    return;
  }
  for (const [key, value] of Object.entries(entries)) {
    if (typeof value === 'string') {
      look(key, value);
    }
  }
}

function scanEntry(key: string, text: string, scan: Scan): void {
  const hits: Hit[] = text.includes('\n') ? [] : namedReferences(key, text, 'data');
  for (const hit of hits) {
    scan.emit(hit);
  }
  if (hits.length === 0 && !PROSE_FILE.test(key)) {
    scanText(text, 'data', scan);
  }
}

/** The text that base64 stands for, or `undefined` when it stands for something else. */
function decode(encoded: string): string | undefined {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.includes('\u0000') || text.includes('\ufffd') ? undefined : text;
}
