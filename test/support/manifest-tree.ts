import { parseAllDocuments, stringify } from 'yaml';

/** Plain data that may be changed. */
export type Tree = Record<string, unknown>;

/** The way to a value: keys and indices. */
export type TreePath = readonly (string | number)[];

/** The documents of a stream, read without the code under test. */
export function readTrees(text: string): Tree[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Tree | null).filter((tree) => tree !== null);
}

/** The documents as a stream again. */
export function printTrees(trees: readonly Tree[]): string {
  return trees.map((tree) => `---\n${stringify(tree, { aliasDuplicateObjects: false, lineWidth: 0 })}`).join('');
}

/** The value at a path. */
export function treeAt(tree: unknown, path: TreePath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], tree);
}

/** The documents with one value changed; the others are shared with the old ones. */
export function withValue(trees: readonly Tree[], path: TreePath, change: (value: unknown) => unknown): Tree[] {
  const copy = structuredClone(trees) as unknown[];
  const holder = treeAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
  const last = path.at(-1) ?? 0;
  const value = change(holder[last]);
  if (value === undefined) {
    Reflect.deleteProperty(holder, last);
  } else {
    holder[last] = value;
  }
  return copy as Tree[];
}

/** Every string of the documents with the way to it. */
export function* stringsIn(value: unknown, path: TreePath = []): Generator<{ path: TreePath; text: string }> {
  if (typeof value === 'string') {
    yield { path, text: value };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      yield* stringsIn(child, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

/** The Kubernetes object that a path leads into, as `Kind name`: the innermost one, for items of lists. */
export function objectAround(trees: readonly Tree[], path: TreePath): string {
  let found = '';
  for (let length = 1; length <= path.length; length += 1) {
    const { kind, metadata } = (treeAt(trees, path.slice(0, length)) ?? {}) as { kind?: unknown; metadata?: { name?: string } };
    if (typeof kind === 'string' && metadata?.name !== undefined) {
      found = `${kind} ${metadata.name}`;
    }
  }
  return found;
}

/** A pod spec of the documents. */
export interface TreePod {
  /** The way to it. */
  readonly path: TreePath;
  /** The object it stands in, as `Kind name`. */
  readonly object: string;
  /** The spec. */
  readonly spec: Tree;
}

/** Where the kinds of Kubernetes keep their pod spec. */
const POD_SPECS: Readonly<Record<string, TreePath>> = {
  Pod: ['spec'], PodTemplate: ['template', 'spec'], CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map((kind) => [kind, ['spec', 'template', 'spec']])),
};

/** The pod specs of the workloads among the documents, items of lists included. */
export function podsIn(trees: readonly Tree[]): TreePod[] {
  const pods: TreePod[] = [];
  const visit = (value: unknown, path: TreePath): void => {
    const { kind, items } = value as { kind?: string; items?: unknown[] };
    items?.forEach((item, index) => visit(item, [...path, 'items', index]));
    const at = POD_SPECS[kind ?? ''];
    if (at !== undefined) {
      const whole = [...path, ...at];
      pods.push({ path: whole, object: objectAround(trees, whole), spec: treeAt(trees, whole) as Tree });
    }
  };
  trees.forEach((tree, index) => visit(tree, [index]));
  return pods;
}
