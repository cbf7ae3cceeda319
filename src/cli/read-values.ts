import { PullproofError } from '../error';
import { mergeValues } from '../helm';
import { isJsonObject, readDocuments } from '../manifest';
import type { JsonObject } from '../manifest';
import { readText } from './read-texts';
import type { Terminal } from './terminal';

/**
 * Reads values files and lays them over each other as Helm does with several `-f`: the last one wins.
 *
 * @throws PullproofError `file-unreadable`, `values-invalid`
 */
export function readValues(files: readonly string[], terminal: Terminal): JsonObject {
  return files.reduce<JsonObject>((merged, file) => mergeValues(merged, parseValues(readText(file, terminal), file)), {});
}

/**
 * Reads the text of a values file: one YAML document that is a map, or nothing at all.
 *
 * @throws PullproofError `values-invalid` for anything else, in words that never repeat the text.
 */
export function parseValues(text: string, file: string): JsonObject {
  const documents = [...readDocuments(text)];
  const broken = documents.find(({ problem }) => problem !== undefined);
  if (broken !== undefined) {
    throw new PullproofError({
      code: 'values-invalid', where: `${file}:${broken.line}`, what: `the values cannot be read: ${broken.problem}`, remedy: 'mend the file',
    });
  }
  const values = documents.map(({ value }) => value).filter((value) => value !== undefined && value !== null);
  const [first = {}] = values;
  if (values.length > 1 || !isJsonObject(first)) {
    throw new PullproofError({
      code: 'values-invalid', where: file, what: values.length > 1 ? `the file holds ${values.length} documents` : 'the file holds no map',
      expected: 'one YAML map of values', remedy: 'give the file that `helm install -f` would take',
    });
  }
  return first;
}
