import { objectAround, printTrees, readTrees, stringsIn, withValue } from './manifest-tree';
import type { Tree, TreePath } from './manifest-tree';
import { PRIVATE } from './proven-streams';
import type { ProvenStream } from './proven-streams';
import type { SeededViolation } from './seeded-violation';

/** A private reference taken apart, and where it stands. */
interface Site {
  readonly path: TreePath;
  readonly start: number;
  readonly image: string;
  readonly host: string;
  /** Project or prefix, with a slash at its end; empty for a registry without. */
  readonly prefix: string;
  readonly repository: string;
  /** With its colon; empty when there is none. */
  readonly tag: string;
  /** With its sign; empty when there is none. */
  readonly digest: string;
  /** Whether Kubernetes itself pulls it. */
  readonly isPod: boolean;
  /** Whether the field, variable or flag says that it is an image. */
  readonly isNamed: boolean;
}

type Change = readonly [what: string, rule: string, change: (site: Site) => string | undefined];

const OTHER_DIGEST = `@sha256:${'f0'.repeat(32)}`;

/** What is done to every private reference. `undefined`: it cannot be done to this one. */
const CHANGES: readonly Change[] = [
  ['is the image of the vendor', 'image-not-private', ({ repository, tag, digest }) => `docker.io/${repository}${tag}${digest}`],
  ['has no host', 'image-not-private', ({ repository, tag, digest, isNamed }) => (isNamed && repository.includes('/') ? `${repository}${tag}${digest}` : undefined)],
  ['comes from a host that goes on after ours', 'image-not-private', ({ host, prefix, repository, tag, digest }) => `${host.replace(/:\d+$/, '')}.evil.test/${prefix}${repository}${tag}${digest}`],
  ['comes from a host below ours', 'image-not-private', ({ image }) => `eu.${image}`],
  ['comes from another port', 'image-not-private', ({ host, prefix, repository, tag, digest }) => `${host.replace(/:\d+$/, '')}:8443/${prefix}${repository}${tag}${digest}`],
  ['comes from an upper-case host', 'image-not-private', ({ image, isPod }) => (isPod ? image.replace(/[a-z]/, (letter) => letter.toUpperCase()) : undefined)],
  ['comes from a project that begins like ours', 'image-not-private', ({ host, prefix, repository, tag, digest }) => prefix && `${host}/${prefix.slice(0, -1)}-b/${repository}${tag}${digest}`],
  ['comes from outside of the project', 'image-not-private', ({ host, prefix, repository, tag, digest }) => prefix && `${host}/${repository}${tag}${digest}`],
  ['lost its tag', 'image-altered', ({ image, tag, digest }) => (tag !== '' && digest === '' ? image.slice(0, -tag.length) : undefined)],
  ['has another tag', 'image-altered', ({ host, prefix, repository, tag, digest }) => tag && `${host}/${prefix}${repository}${tag}-1${digest}`],
  ['has the tag latest', 'image-altered', ({ host, prefix, repository, digest }) => `${host}/${prefix}${repository}:latest${digest}`],
  ['lost its digest', 'image-altered', ({ image, digest }) => digest && image.slice(0, -digest.length)],
  ['has another digest', 'image-altered', ({ image, digest }) => digest && `${image.slice(0, -digest.length)}${OTHER_DIGEST}`],
  ['gained a digest', 'image-altered', ({ image, digest }) => (digest === '' ? `${image}${OTHER_DIGEST}` : undefined)],
  ['has its prefix twice', 'image-altered', ({ host, prefix, repository, tag, digest }) => prefix && `${host}/${prefix}${prefix}${repository}${tag}${digest}`],
  ['has its registry twice', 'image-altered', ({ host, prefix, image }) => `${host}/${prefix}${image.replace(/:\d+\//, '/')}`],
  ['has a flattened path', 'image-altered', ({ host, prefix, repository, tag, digest }) => (repository.includes('/') ? `${host}/${prefix}${repository.replace(/^.*\//, '')}${tag}${digest}` : undefined)],
  ['keeps the host of its source in the path', 'image-altered', ({ host, prefix, repository, tag, digest }) => `${host}/${prefix}docker.io/${repository}${tag}${digest}`],
  ['is another one of ours', 'image-altered', ({ host, prefix, tag }) => `${host}/${prefix}acme/unheard-of${tag}`],
  ['has an upper-case path', 'image-unparsable', ({ host, prefix, repository, tag, digest, isPod }) => (isPod ? `${host}/${prefix}${repository.toUpperCase()}${tag}${digest}` : undefined)],
  ['has an empty tag', 'image-unparsable', ({ host, prefix, repository, isPod }) => (isPod ? `${host}/${prefix}${repository}:` : undefined)],
  ['has a scheme', 'image-unparsable', ({ image, isPod }) => (isPod ? `https://${image}` : undefined)],
  ['has a template for a tag', 'image-unparsable', ({ host, prefix, repository, isPod }) => (isPod ? `${host}/${prefix}${repository}:{{ .Values.tag }}` : undefined)],
  ['has a space', 'image-unparsable', ({ image, isPod }) => (isPod ? `${image} ` : undefined)],
  ['is empty', 'image-unparsable', ({ isPod }) => (isPod ? '' : undefined)],
];

/** Every private reference of a stream, changed in every way that it can be. */
export function seedImages(stream: ProvenStream): SeededViolation[] {
  const trees = readTrees(stream.text);
  return sitesIn(trees).flatMap((site) => CHANGES.flatMap(([what, rule, change]) => {
    const image = change(site);
    if (image === undefined || (image === '' && what !== 'is empty')) {
      return [];
    }
    const object = objectAround(trees, site.path);
    const changed = withValue(trees, site.path, (text) => `${String(text).slice(0, site.start)}${image}${String(text).slice(site.start + site.image.length)}`);
    return [{ what: `${stream.name}: ${site.image} of ${object} (${site.path.slice(1).join('.')}) ${what}`, text: printTrees(changed), rule, object }];
  }));
}

function sitesIn(trees: readonly Tree[]): Site[] {
  return [...stringsIn(trees)].flatMap(({ path, text }) => [...text.matchAll(PRIVATE)].flatMap((match): Site[] => {
    const parts = /^([^/]+)\/((?:agents|security)\/)?([^:@]+)(:[^@]+)?(@.+)?$/.exec(match[0]);
    if (parts === null || (parts[4] ?? parts[5]) === undefined) {
      return [];
    }
    const [, host = '', project = '', name = '', tag = '', digest = ''] = parts;
    // A registry of ECR has no projects: the whole path is the name of the repository.
    const [prefix, repository] = host.includes('.ecr.') ? ['', project + name] : [project, name];
    const around = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    const said = [String(path.at(-1)), String(path.at(-2)), nameBeside(trees, path), around].join(' ');
    const isPod = match[0] === text && ['image', 'reference'].includes(String(path.at(-1))) && /\b(?:containers|initContainers|volumes)\b/.test(path.join('.')) && !path.includes('jobTemplate')
      || /jobTemplate\.spec\.template\.spec\.\w+\.\d+\.image$/.test(path.join('.'));
    return [{ path, start: match.index, image: match[0], host, prefix, repository, tag, digest, isPod, isNamed: isPod || /image/i.test(said) }];
  }));
}

/** The name of the variable whose value it is, or the flag before it. */
function nameBeside(trees: readonly Tree[], path: TreePath): string {
  const last = path.at(-1);
  const holder = path.slice(0, -1).reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], trees);
  return last === 'value' ? String((holder as { name?: string }).name) : typeof last === 'number' ? String((holder as unknown[])[last - 1] ?? '') : '';
}
