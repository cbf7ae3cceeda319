import { escapeControlCharacters } from '../error';
import type { Path } from './json';

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** A path as people write it: `spec.containers[0].image`, `data["mutate.yaml"]`. Empty for the empty path. */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (PLAIN_KEY.test(step)) {
      text += text === '' ? step : `.${step}`;
    } else {
      text += `[${JSON.stringify(escapeControlCharacters(step))}]`;
    }
  }
  return text;
}
