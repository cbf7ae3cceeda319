import { findPodTemplates, findReferences, formatPath, parseManifests } from '../../src/manifest';
import type { FoundReference, Resource } from '../../src/manifest';

/** The one object of a text. */
export function only(text: string): Resource {
  const { resources, unparsed } = parseManifests(text);
  const [resource] = resources;
  if (resource === undefined || resources.length > 1 || unparsed.length > 0) {
    throw new Error(`expected one object: ${JSON.stringify(unparsed)}`);
  }
  return resource;
}

/** A reference on one line: certainty, place, text, path, path in the embedded document. */
export function line(found: FoundReference): string {
  const nested = found.nested === undefined ? '' : ` > ${formatPath(found.nested)}`;
  const readable = found.reference === undefined ? ' UNREADABLE' : '';
  return `${found.certainty} ${found.place} ${found.text} @ ${formatPath(found.path)}${nested}${readable}`;
}

/** The references of a text, one line each. */
export function references(text: string): string[] {
  return parseManifests(text).resources.flatMap((resource) => findReferences(resource)).map((found) => line(found));
}

/** The pod templates of a text: path, account, pull secrets, images. */
export function pods(text: string): string[] {
  return parseManifests(text).resources.flatMap((resource) => findPodTemplates(resource)).map((pod) =>
    [formatPath(pod.path), pod.certainty, pod.serviceAccountName, JSON.stringify(pod.imagePullSecrets) ?? '-', pod.references.map(({ text: image }) => image).join(',')].join(' | '));
}

/** A custom resource with the given lines under `spec`. */
export function custom(spec: string): string {
  return `apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n${indent(spec, 2)}`;
}

/** A ConfigMap with one file. */
export function configMap(key: string, content: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: files\ndata:\n  ${JSON.stringify(key)}: |\n${indent(content, 4)}`;
}

/** A Deployment whose pod spec has the given lines. */
export function deployment(podSpec: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\n  namespace: shop\nspec:\n  template:\n    spec:\n${indent(podSpec, 6)}`;
}

/** Every line moved to the right. */
export function indent(text: string, spaces: number): string {
  return `${text.split('\n').map((part) => (part === '' ? '' : ' '.repeat(spaces) + part)).join('\n')}\n`;
}
