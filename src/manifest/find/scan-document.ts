import { isJsonObject, property, valueAt } from '../json';
import type { Json, JsonObject } from '../json';
import { asInjected } from './injected-image';
import { kindOf, SKIPPED_ANYWHERE, SKIPPED_AT_ROOT, skippedKeys } from './kinds';
import type { KindInfo } from './kinds';
import type { Scan } from './scan';
import { CustomScanner } from './scan-custom';
import { scanConfigMap, scanSecret } from './scan-data';
import { scanPodSpec } from './scan-pod';
import { scanStrict } from './scan-strict';

const NONE: ReadonlySet<string> = new Set();

/** Looks at a whole document: a Kubernetes object, or any other data when the document was inside a string. */
export function scanDocument(document: JsonObject | Json[], scan: Scan): void {
  if (Array.isArray(document)) {
    new CustomScanner(scan, NONE).scanValue(document, '');
    return;
  }
  const kind = kindOf(document);
  if (kind === undefined) {
    new CustomScanner(scan, NONE).scanValue(document, '');
  } else if (!kind.isWithoutReferences) {
    scanObject(document, kind, scan);
  }
}

function scanObject(object: JsonObject, kind: KindInfo, scan: Scan): void {
  const name = `${kind.group}/${kind.kind}`;
  if (name === '/ConfigMap') {
    scanConfigMap(object, scan);
  } else if (name === '/Secret') {
    scanSecret(object, scan);
  } else if (name === '/List') {
    scanItems(property(object, 'items'), scan);
  } else if (!kind.isBuiltIn) {
    new CustomScanner(scan, skippedKeys(kind.group)).scanValue(withoutRoot(object), '');
  } else {
    scanBuiltIn(object, kind, scan);
  }
}

/** Only a list that is embedded in a string comes here; those of a stream were taken apart. */
function scanItems(items: Json | undefined, scan: Scan): void {
  for (const [index, item] of (Array.isArray(items) ? items : []).entries()) {
    if (isJsonObject(item)) {
      scan.into('items', () => scan.into(index, () => scanDocument(item, scan)));
    }
  }
}

function withoutRoot(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !SKIPPED_AT_ROOT.has(key)));
}

/** The pod spec field by field; in all other fields of Kubernetes' own kinds only what has the form of a reference. */
function scanBuiltIn(object: JsonObject, kind: KindInfo, scan: Scan): void {
  const spec = kind.podSpec === undefined ? undefined : valueAt(object, kind.podSpec);
  if (kind.podSpec !== undefined && isJsonObject(spec)) {
    const template = valueAt(object, kind.podSpec.slice(0, -1));
    const injected = scan.mapped((hit) => asInjected(hit, template));
    injected.path.push(...kind.podSpec);
    scanPodSpec(spec, injected);
  }
  scanRest(object, spec, scan);
}

function scanRest(object: JsonObject, podSpec: Json | undefined, scan: Scan): void {
  for (const [key, value] of Object.entries(object)) {
    if (!SKIPPED_AT_ROOT.has(key) && !SKIPPED_ANYWHERE.has(key)) {
      scan.into(key, () => scanAround(value, podSpec, key, scan));
    }
  }
}

/** Scans everything around the pod spec, which was scanned already. */
function scanAround(value: Json, podSpec: Json | undefined, key: string, scan: Scan): void {
  if (value === podSpec && isJsonObject(value)) {
    return;
  }
  if (!isJsonObject(value) || podSpec === undefined) {
    scanStrict(value, key, scan);
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    if (!SKIPPED_ANYWHERE.has(name) && name !== 'metadata') {
      scan.into(name, () => scanAround(child, podSpec, name, scan));
    }
  }
}
