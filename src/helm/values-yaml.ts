import { stringify } from 'yaml';
import { printValues } from './values-text';

/**
 * Prints values as YAML for people: one key per line, `null` kept, no folded lines, no anchors.
 *
 * Strings that Helm's YAML 1.1 reader would take for something else (`yes`, `1_000`, `0x10`) are quoted.
 *
 * @throws PullproofError `values-invalid` that lists every place which holds something other than plain data.
 */
export function printValuesYaml(values: Readonly<Record<string, unknown>>): string {
  const plain: unknown = JSON.parse(printValues(values));
  return stringify(plain, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, sortMapEntries: false });
}
