import { isJsonObject, stringProperty } from '../json';
import type { Json } from '../json';
import { namedReferences } from './named-value';
import type { Scan } from './scan';
import { scanText } from './scan-text';

/** Looks at a list of environment variables, `{ name, value }`, the current path leading to the list. */
export function scanEnvironment(list: Json[], scan: Scan): void {
  for (const [index, item] of list.entries()) {
    const name = isJsonObject(item) ? stringProperty(item, 'name') : undefined;
    const value = isJsonObject(item) ? stringProperty(item, 'value') : undefined;
    if (name !== undefined && value !== undefined) {
      scan.into(index, () => scan.into('value', () => scanVariable(name, value, scan)));
    }
  }
}

function scanVariable(name: string, value: string, scan: Scan): void {
  const hits = namedReferences(name, value, 'environment');
  for (const hit of hits) {
    scan.emit(hit);
  }
  if (hits.length === 0 && /[\s,=;{]/.test(value)) {
    scanText(value, 'environment', scan);
  }
}
