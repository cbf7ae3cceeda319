import { nameProblems } from '../credential';
import { Problems } from '../error';
import { imageName } from '../image';
import { findNestedTemplates, findPodTemplates, findReferences, ManifestReader, resourcesOf, splitDocuments } from '../manifest';
import type { FoundReference, ManifestStream, Resource, ResourceReader } from '../manifest';
import { rewritePart } from './rewrite-part';
import type { RewriteRequest, RewrittenStream } from './rewrite-request';

/**
 * Rewrites a vendor's manifest for a private registry: images moved, pull secrets named in ServiceAccounts, pods, and
 * templates that stand as YAML in ConfigMaps. Comments, order and every character that need not change stay.
 *
 * Rewriting twice changes nothing more. Lists of pull secrets are extended, never replaced. What cannot be done for
 * sure is not done: `skipped` tells it.
 *
 * @param text a stream of YAML or JSON documents
 * @throws PullproofError what the relocation refuses, all images at once; `name-invalid` for a pull secret that cannot be;
 *         `manifest-invalid` when the new text would say anything else than intended.
 */
export function rewriteManifest(text: string, request: RewriteRequest): RewrittenStream {
  const { relocation, pullSecret, file, reader = new ManifestReader() } = request;
  if (pullSecret !== undefined) {
    new Problems().add(...nameProblems(pullSecret.name, 'pull secret name')).throwIfAny({ code: 'name-invalid', what: 'there can be no such pull secret' });
  }
  // Most documents of most streams stay as they are: only the others are read again with the place of every character.
  const parts = splitDocuments(text).map((part) => {
    const stream = reader.parse(part.text);
    return { ...part, stream, references: stream.resources.flatMap((resource) => findReferences(resource)) };
  });
  const sure = parts.flatMap(({ references }) => references.flatMap(({ certainty, reference }) => (certainty === 'possible' ? [] : reference ?? [])));
  relocation.relocateAll(sure);
  const known = new Set(sure.map(imageName));
  const rewritten = parts.map((part): RewrittenStream => (needsWork(part.stream, part.references, request)
    ? rewritePart(part.text, { relocation, pullSecret, source: readerAt(part.linesBefore, file), known })
    : { text: part.text, changes: [], skipped: [], doubted: [], bound: { accounts: 0, pods: 0, nested: 0 } }));
  const changes = rewritten.flatMap((part) => part.changes);
  return {
    text: rewritten.map((part) => part.text).join(''),
    changes: [...changes.filter(({ kind }) => kind === 'image'), ...changes.filter(({ kind }) => kind !== 'image')],
    skipped: rewritten.flatMap(({ skipped }) => skipped),
    doubted: rewritten.flatMap(({ doubted }) => doubted),
    bound: {
      accounts: sum(rewritten.map(({ bound }) => bound.accounts)),
      pods: sum(rewritten.map(({ bound }) => bound.pods)),
      nested: sum(rewritten.map(({ bound }) => bound.nested)),
    },
  };
}

function needsWork(stream: ManifestStream, references: readonly FoundReference[], { relocation, pullSecret }: RewriteRequest): boolean {
  const { resources, unparsed } = stream;
  const mayMove = references.some(({ text, reference }) => (reference === undefined ? text !== '' : !relocation.isPrivate(reference)));
  if (unparsed.length > 0 || mayMove) {
    return true;
  }
  if (pullSecret === undefined) {
    return false;
  }
  const { accounts = true, pods = true, nested = true } = pullSecret;
  return resources.some((resource) => (accounts !== false && isAccount(resource))
    || (pods !== false && findPodTemplates(resource).some((pod) => pods === true || pods(pod)))
    || (nested !== false && findNestedTemplates(resource).length > 0));
}

function isAccount({ apiVersion, kind }: Resource): boolean {
  return apiVersion === 'v1' && kind === 'ServiceAccount';
}

/** Reads documents of a part of a stream, with their lines in the stream. */
function readerAt(linesBefore: number, file: string | undefined): ResourceReader {
  return (document) => {
    const { resources, unparsed } = resourcesOf(document, file);
    const shifted = <T extends { readonly origin: Resource['origin'] }>(one: T): T => (
      { ...one, origin: { ...one.origin, ...(one.origin.line === undefined ? {} : { line: one.origin.line + linesBefore }) } }
    );
    return { resources: resources.map(shifted), unparsed: unparsed.map(shifted) };
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
