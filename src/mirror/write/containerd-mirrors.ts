import { Problems } from '../../error';
import { DOCKER_HUB_HOST, parseReference } from '../../image';
import { placesOf } from '../plan/copy-places';
import { compareTexts } from '../plan/merge-reasons';
import type { MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from './connections';
import type { MirrorFiles } from './mirror-files';
import { imagesOf } from './require-copies';
import { RUNTIME_CAVEATS } from './runtime-mirror-options';
import type { RuntimeMirrorOptions } from './runtime-mirror-options';
import { comment } from './shell';

/** All images of one source host have their paths behind one private name. */
interface HostMirror {
  readonly source: string;
  /** Host and path in the registry in front of the source paths. */
  readonly host: string;
  readonly prefix: string;
}

/**
 * Files for containerd, one `hosts.toml` per source host, for `/etc/containerd/certs.d`: nodes then pull the vendors'
 * references from the registry.
 *
 * @see https://github.com/containerd/containerd/blob/main/docs/hosts.md
 * @throws PullproofError `mirror-unsupported` when the layout gives the images of a source host other paths than their own
 *         behind one prefix: containerd can express nothing else.
 */
export function containerdMirrors(plan: MirrorPlan, { fallback = false, plainHttp = [] }: RuntimeMirrorOptions = {}): MirrorFiles {
  hostsOf(imagesOf(plan), { plainHttp });
  const mirrors = hostMirrors(plan);
  const caveats = [
    ...RUNTIME_CAVEATS,
    'containerd gives the credentials of a pull secret to the host in the reference, not to the mirror: use a mirror that is open to the nodes, or keep a login in the file of each node',
    'the CRI plugin has to name the folder: config_path = "/etc/containerd/certs.d"',
    fallback
      ? 'what the registry lacks, or does not answer in time, comes from the source'
      : 'every image of these hosts comes from the registry from then on, those that the plan does not have too',
  ];
  const files = mirrors.map(({ source, host, prefix }) => {
    const address = `${plainHttp.includes(host) ? 'http' : 'https'}://${serverOf(host)}/v2${prefix === '' ? '' : `/${prefix}`}`;
    const table = fallback
      ? [`server = "https://${serverOf(source)}"`, '', `[host."${address}"]`, '  capabilities = ["pull", "resolve"]', '  override_path = true']
      : [`server = "${address}"`, 'capabilities = ["pull", "resolve"]', 'override_path = true'];
    return {
      // The form of containerd for a host with a port, which file systems without colons take, too.
      path: `${source.replace(/:(\d+)$/, '_$1_')}/hosts.toml`,
      text: `${[
        ...comment(`${source} from ${[host, prefix].filter((part) => part !== '').join('/')}. Made by pullproof from a mirror plan; change the plan.`, ...caveats.map((caveat) => `Note: ${caveat}.`)),
        ...table,
      ].join('\n')}\n`,
      executable: false,
    };
  });
  return { files, caveats };
}

/** Docker Hub answers under another name than it has in references. */
function serverOf(host: string): string {
  return host === DOCKER_HUB_HOST ? 'registry-1.docker.io' : host;
}

function hostMirrors({ copies }: MirrorPlan): HostMirror[] {
  const problems = new Problems();
  const mirrors = new Map<string, HostMirror>();
  for (const copy of copies) {
    const [from, to] = [parseReference(copy.source), placesOf(copy).target];
    if (to.repository !== from.repository && !to.repository.endsWith(`/${from.repository}`)) {
      problems.add(`${from.registry}/${from.repository} becomes ${to.name}, which does not end with its path`);
      continue;
    }
    const prefix = to.repository.slice(0, to.repository.length - from.repository.length).replace(/\/$/, '');
    const known = mirrors.get(from.registry);
    if (known !== undefined && (known.host !== to.host || known.prefix !== prefix)) {
      problems.add(`images of ${from.registry} go to several places: ${known.host}/${known.prefix} and ${to.host}/${prefix}`);
    }
    mirrors.set(from.registry, known ?? { source: from.registry, host: to.host, prefix });
  }
  problems.throwIfAny({
    code: 'mirror-unsupported', what: 'containerd cannot express where these images are', remedy: 'use the layout keep or bySource, or CRI-O, whose file names every image',
  });
  return [...mirrors.values()].sort((a, b) => compareTexts(a.source, b.source));
}
