import { isJsonObject, valueAt } from '../../manifest';
import type { Json, Path, Resource } from '../../manifest';
import type { PullSecretMark } from './pull-secret-marks';

/** A place where a mark came out. */
export interface MarkSighting {
  readonly mark: PullSecretMark;
  /** The object. */
  readonly resource: Resource;
  /**
   * Where it came out: in the list of pull secrets of a pod, or of something that an operator makes pods of; in that of
   * an account; or in a field, variable or argument that tells a program about pull secrets.
   */
  readonly place: 'pod' | 'account' | 'mention';
  /** Path to the pod's specification, or to the object with the list; empty for an account; to the text for a mention. */
  readonly path: Path;
  /**
   * Whether it is what Kubernetes reads as the name of a secret. A list of maps, printed where names are wanted, gives
   * `map[name:…]` or a map in a map.
   */
  readonly isName: boolean;
}

const SPEAKS_OF_PULL_SECRETS = /pull[-_.]?secrets?(?:[-_.]?names?)?/i;
const MARK = /pullmark\d+end/g;

/** Finds the marks of pull secrets in a rendered object. */
export function readPullSecretMarks(resource: Resource, marks: ReadonlyMap<string, PullSecretMark>): MarkSighting[] {
  const sightings: MarkSighting[] = [];
  const isAccount = resource.apiVersion === 'v1' && resource.kind === 'ServiceAccount';
  for (const { path, text } of textsWith(resource.object, [])) {
    const found = [...text.matchAll(MARK)].map(([token]) => marks.get(token)).filter((mark) => mark !== undefined);
    const at = path.lastIndexOf('imagePullSecrets');
    const inside = path.slice(at + 1);
    for (const mark of new Set(found)) {
      if (at >= 0) {
        const isName = text === mark.token && inside.length === 2 && typeof inside[0] === 'number' && inside[1] === 'name';
        sightings.push({ mark, resource, place: isAccount ? 'account' : 'pod', path: isAccount ? [] : path.slice(0, at), isName });
      } else if (path.some((step) => typeof step === 'string' && SPEAKS_OF_PULL_SECRETS.test(step))
        || SPEAKS_OF_PULL_SECRETS.test(variableAt(resource, path)) || SPEAKS_OF_PULL_SECRETS.test(before(text, mark.token))) {
        sightings.push({ mark, resource, place: 'mention', path, isName: !text.includes('map[') });
      }
    }
  }
  return sightings;
}

/** Texts with a mark in them. Everything else is passed over quickly. */
function* textsWith(value: Json, path: Path): Generator<{ path: Path; text: string }> {
  if (typeof value === 'string') {
    if (value.includes('pullmark')) {
      yield { path, text: value };
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object' || typeof child === 'string') {
        yield* textsWith(child, [...path, Array.isArray(value) ? Number(key) : key]);
      }
      // Printed as the key of a map, it is no name: `map[name:…]` in a list can come out so.
      if (!Array.isArray(value) && key.includes('pullmark')) {
        yield { path, text: `${key}:` };
      }
    }
  }
}

/** Name of the variable whose value stands at a path. */
function variableAt({ object }: Resource, path: Path): string {
  const around = valueAt(object, path.slice(0, -1));
  const name = path.at(-1) === 'value' && isJsonObject(around) ? around['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

/** What a text says right before a mark. */
function before(text: string, token: string): string {
  const at = text.indexOf(token);
  return text.slice(Math.max(0, at - 200), at);
}
