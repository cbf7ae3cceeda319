import { escapeControlCharacters } from '../error';
import type { FoundReference } from './find/found-reference';
import { formatPath } from './format-path';
import type { Path } from './json';
import { findLine } from './line-index';
import type { Origin, Resource } from './resource';

/** An object as people name it: `Deployment cloudzero-agent/server`, `ClusterRole reader`. */
export function formatObjectName(resource: Pick<Resource, 'kind' | 'namespace' | 'name'>): string {
  const name = resource.namespace === undefined ? resource.name : `${resource.namespace}/${resource.name}`;
  return escapeControlCharacters(`${resource.kind} ${name}`);
}

/**
 * A place in an object, with the file and line, or the construct, that it comes from.
 *
 * @example
 * formatLocation(resource, ['spec', 'template', 'spec', 'containers', 0, 'image'])
 * // Deployment cloudzero-agent/server: spec.template.spec.containers[0].image (rendered.yaml:120)
 */
export function formatLocation(resource: Resource, path: Path = []): string {
  const inside = path.length === 0 ? '' : `: ${formatPath(path)}`;
  const source = formatSource(resource, path);
  return `${formatObjectName(resource)}${inside}${source === '' ? '' : ` (${source})`}`;
}

/**
 * The place of a reference, through documents inside strings.
 *
 * @example
 * // ConfigMap tingyun/agent: data["mutate.yaml"] > initContainers[0].image (agent.yaml:80)
 */
export function formatReference(found: Pick<FoundReference, 'nested' | 'path' | 'resource'> & { readonly site: Pick<FoundReference['site'], 'line'> }): string {
  const { nested, path, resource, site } = found;
  const line = site.line === undefined ? '' : ` line ${site.line}`;
  const inside = nested === undefined ? '' : ` > ${formatPath(nested)}`;
  const source = formatSource(resource, path);
  return `${formatObjectName(resource)}: ${formatPath(path)}${inside}${line}${source === '' ? '' : ` (${source})`}`;
}

/** The place of a document that is no object: `rendered.yaml:3`, `document 2 line 3`. */
export function formatOrigin(origin: Origin): string {
  const line = origin.line === undefined ? '' : `:${origin.line}`;
  const place = origin.file === undefined ? `document ${origin.document + 1}${line === '' ? '' : ` line ${origin.line}`}` : `${origin.file}${line}`;
  const pointer = origin.pointer === '' ? '' : ` ${origin.pointer}`;
  return escapeControlCharacters([origin.construct ?? '', `${place}${pointer}`].filter((part) => part !== '').join(', '));
}

function formatSource(resource: Resource, path: Path): string {
  const { construct, file } = resource.origin;
  const line = findLine(resource, path);
  const place = file === undefined ? (line === undefined ? '' : `line ${line}`) : line === undefined ? file : `${file}:${line}`;
  return escapeControlCharacters([construct ?? '', place].filter((part) => part !== '').join(', '));
}
