import type { JsonObject } from '../../../manifest';
import { showValue } from '../../show-value';
import { readValue } from '../../values-path';
import type { SolvedReference } from '../trace-solution';

/** Why a value is given, for people. */
export function explainKey(path: string, references: readonly SolvedReference[], user: JsonObject): string {
  const moved = references.filter(({ by }) => by.includes(path));
  const texts = [...new Set(moved.map(({ reference }) => reference.text))];
  const what = moved.length === references.length && moved.length > 1 ? `moves all ${moved.length} references of the chart`
    : texts.length <= 2 ? `moves ${texts.join(' and ')}` : `moves ${moved.length} references: ${texts.slice(0, 2).join(', ')} and others`;
  const beside = [...new Set(moved.flatMap(({ by }) => by))].filter((other) => other !== path);
  const isNeverAlone = moved.every(({ by }) => by.length > 1);
  const together = beside.length === 0 || !isNeverAlone ? '' : `, together with ${beside.slice(0, 3).join(', ')}`;
  const own = readValue(user, path);
  return what + together + (own === undefined ? '' : `; your values have ${showValue(own)} here`);
}
