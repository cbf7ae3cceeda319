import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Problems } from '../error';
import { isFilePerResource, outputFile, outputLayout } from './output-layout';

/** A plain Kubernetes object of the core. */
export type PlainObject = { readonly [key: string]: unknown };

/** Who took each place. */
type Places = Map<string, string>;

/**
 * What our constructs declared in each chart: by group, kind and name, then by namespace, since one name in thousands of
 * namespaces is what there is most of. Two charts may hold the same object: one for each cluster.
 */
const identities = new WeakMap<IConstruct, Map<string, Places>>();
/** The files of the objects of our constructs in each app, where every object has its own. */
const files = new WeakMap<IConstruct, Map<string, Places>>();

/** How many clashes an error lists: thousands of namespaces clash all at once. */
const MOST_SHOWN = 10;

/**
 * Refuses objects that would be written over each other, which cdk8s does without a word: the same object twice in a
 * chart, and, with one file per resource, one kind and name in two namespaces.
 *
 * Only objects that come through here are known; those of the user are looked at by the audit.
 *
 * @throws PullproofError `object-clash` that lists them.
 */
export function claimPlaces(scope: Construct, objects: readonly PlainObject[]): void {
  const chart = Chart.of(scope);
  const layout = outputLayout(scope.node.root);
  const perResource = isFilePerResource(layout);
  const twice: string[] = [];
  const lost: string[] = [];
  for (const object of objects) {
    const { name, namespace = '' } = metadataOf(object);
    // Objects that get their names from the API server are never the same.
    const owner = name === undefined ? undefined : take(placesOf(identities, chart, kindAndName(object)), namespace, scope.node.path);
    if (owner !== undefined) {
      twice.push(`${describe(object)} is declared by ${owner === scope.node.path ? 'it' : owner} already`);
    } else if (perResource) {
      const file = outputFile(layout, chart, undefined, { kind: String(object.kind), name: String(name) });
      const other = take(placesOf(files, scope.node.root, ''), file, describe(object));
      lost.push(...(other === undefined ? [] : [`${describe(object)} and ${other} would both be ${file}`]));
    }
  }
  refuse(twice, 'objects are declared twice', 'declare each once, or give one of them another name');
  refuse(
    lost, 'cdk8s would write several objects to one file and keep only the last',
    'use YamlOutputType.FILE_PER_CHART or FILE_PER_APP: with one file per resource cdk8s leaves the namespace out of the file name',
  );
}

function refuse(problems: readonly string[], what: string, remedy: string): void {
  if (problems.length > 0) {
    new Problems().add(...shorten(problems)).throwIfAny({ code: 'object-clash', what, remedy });
  }
}

/** What the API server tells objects of a namespace apart by: the versions of a group are views of the same object. */
function kindAndName(object: PlainObject): string {
  const apiVersion = String(object.apiVersion);
  return `${apiVersion.slice(0, apiVersion.indexOf('/') + 1)}${String(object.kind)}/${String(metadataOf(object).name)}`;
}

function describe(object: PlainObject): string {
  const { name, namespace } = metadataOf(object);
  return `${String(object.kind)} ${namespace === undefined ? '' : `${namespace}/`}${String(name)}`;
}

function metadataOf({ metadata }: PlainObject): { readonly name?: string; readonly namespace?: string } {
  return metadata ?? {};
}

/** Takes a place, and tells who had it before. */
function take(places: Places, place: string, owner: string): string | undefined {
  const before = places.get(place);
  if (before === undefined) {
    places.set(place, owner);
  }
  return before;
}

function placesOf(all: WeakMap<IConstruct, Map<string, Places>>, construct: IConstruct, key: string): Places {
  const own = all.get(construct) ?? new Map<string, Places>();
  all.set(construct, own);
  const places = own.get(key) ?? new Map<string, string>();
  own.set(key, places);
  return places;
}

function shorten(problems: readonly string[]): string[] {
  return problems.length <= MOST_SHOWN ? [...problems] : [...problems.slice(0, MOST_SHOWN), `and ${problems.length - MOST_SHOWN} more`];
}
