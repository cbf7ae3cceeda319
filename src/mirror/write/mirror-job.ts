import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { Problems } from '../../error';
import { imageName, parseReference, printReference } from '../../image';
import type { ImageReference } from '../../image';
import type { JsonObject } from '../../manifest';
import { placesOf } from '../plan/copy-places';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from './connections';
import { chunkFile, jobObject } from './job-object';
import type { MirrorFiles } from './mirror-files';
import { checkJobOptions, REGSYNC_IMAGE } from './mirror-job-options';
import type { MirrorJobOptions } from './mirror-job-options';
import { packChunks } from './pack-chunks';
import { printRegsync, REGSYNC_CAVEATS } from './regsync';
import { cacheCaveat, copiesToMake, platformCaveat } from './require-copies';
import { comment } from './shell';

/** The objects of a mirror that runs in a cluster, with what to know about them. */
export interface MirrorJob {
  /** The ConfigMaps, then the Job. */
  readonly objects: readonly JsonObject[];
  /** What they leave to somebody else; each a sentence without a full stop. */
  readonly caveats: readonly string[];
}

/**
 * A Job that runs regsync in the cluster, with its configuration in ConfigMaps.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode
 * @throws PullproofError `mirror-unsupported` when there is nothing to copy; `mirror-invalid` for options that cannot be;
 *         `relocation-collision` when regsync would take the place of an image; and what the relocation refuses.
 */
export function mirrorJobObjects(plan: MirrorPlan, options: MirrorJobOptions): MirrorJob {
  const copies = copiesToMake(plan, 'a Job');
  checkJobOptions(options);
  const { name = 'mirror', namespace, relocation, chunkSize = 100, plainHttp = [], pushSecretName } = options;
  const source = parseReference(options.image ?? REGSYNC_IMAGE);
  const image = relocation.relocate(source);
  refuseClash(source, image, copies);
  const hosts = hostsOf(copies, { plainHttp });
  const chunks = split(copies, chunkSize).map((chunk) => {
    const own = new Set(hostsOf(chunk, {}).map(({ host }) => host));
    return printRegsync(chunk, hosts.filter(({ host }) => own.has(host)), 'docker-config');
  });
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/managed-by': 'pullproof' };
  const nameless = jobObject({ name, labels, mapNames: [], image, chunks: chunks.length }, options);
  const checksum = createHash('sha256').update(JSON.stringify([chunks, nameless])).digest('hex').slice(0, 10);
  const maps = packChunks(chunks.map((text, index): [string, string] => [chunkFile(index), text])).map((data, index) => ({
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${name}-${checksum}${index === 0 ? '' : `-${index + 1}`}`, namespace, labels }, data,
  }));
  const mapNames = maps.map(({ metadata }) => metadata.name);
  return {
    objects: [...maps, jobObject({ name: `${name}-${checksum}`, labels, mapNames, image, chunks: chunks.length }, options)],
    caveats: [
      ...(relocation.isPrivate(source) ? [] : [`${printReference(image)} runs the Job, so it has to be in the registry before: copy it there from ${printReference(source)}`]),
      ...(pushSecretName === undefined ? ['regsync has no login: name a Secret with one that may push'] : []),
      'what the cluster cannot reach, the Job cannot copy: it needs a way to every source',
      ...(chunks.length > 1 ? ['a part that fails is tried again by itself on Kubernetes 1.29 or newer; older ones refuse the field, or let the whole Job fail'] : []),
      ...REGSYNC_CAVEATS, ...platformCaveat(plan), ...cacheCaveat(plan),
    ],
  };
}

/**
 * The objects of {@link mirrorJobObjects} as one YAML file.
 *
 * @throws PullproofError what {@link mirrorJobObjects} throws.
 */
export function mirrorJob(plan: MirrorPlan, options: MirrorJobOptions): MirrorFiles {
  const { objects, caveats } = mirrorJobObjects(plan, options);
  const documents = objects.map((object) => stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }));
  const header = comment('Made by pullproof from a mirror plan; change the plan.', ...caveats.map((caveat) => `Note: ${caveat}.`));
  return { files: [{ path: 'mirror-job.yaml', text: `${header.join('\n')}\n---\n${documents.join('---\n')}`, executable: false }], caveats };
}

function split(copies: readonly MirrorCopy[], size: number): MirrorCopy[][] {
  const chunks: MirrorCopy[][] = [];
  for (let start = 0; start < copies.length; start += size) {
    chunks.push(copies.slice(start, start + size));
  }
  return chunks;
}

/** The image that runs the Job must not take the place of one that the Job copies. */
function refuseClash(source: ImageReference, image: ImageReference, copies: readonly MirrorCopy[]): void {
  const clash = copies.filter((copy) => {
    const places = placesOf(copy);
    return places.target.name === imageName(image) && places.source.name !== imageName(source);
  });
  new Problems().add(...clash.map((copy) => `${copy.source} goes to ${imageName(image)}, too`)).throwIfAny({
    code: 'relocation-collision', what: `${printReference(source)}, which runs the Job, has no place of its own in the registry`,
    remedy: 'use the layout keep or bySource, or name one of them in an explicit layout',
  });
}
