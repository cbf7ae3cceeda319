import type { MovedReference } from './moved-references';

/** Whether two texts are the same but for references that were moved: each stands in one where its new form stands in the other. */
export function isSameButReferences(before: string, after: string, moved: readonly MovedReference[]): boolean {
  if (moved.length === 0) {
    return before === after;
  }
  const linesBefore = before.split('\n');
  const linesAfter = after.split('\n');
  // The longest first: one reference may be the beginning of another.
  const pairs = [...moved].sort((a, b) => b.before.length - a.before.length);
  return linesBefore.length === linesAfter.length
    && linesBefore.every((line, index) => line === linesAfter[index] || isSameLine(line, linesAfter[index] ?? '', pairs));
}

function isSameLine(before: string, after: string, pairs: readonly MovedReference[]): boolean {
  let at = 0;
  let other = 0;
  while (at < before.length || other < after.length) {
    const pair = pairs.find((one) => one.before !== '' && before.startsWith(one.before, at) && after.startsWith(one.after, other));
    if (pair !== undefined) {
      at += pair.before.length;
      other += pair.after.length;
    } else if (at < before.length && before[at] === after[other]) {
      at += 1;
      other += 1;
    } else {
      return false;
    }
  }
  return true;
}
