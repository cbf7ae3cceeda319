import { Agent, checkInstallNames, tingyunRegistry, tingyunRelocation } from '../agent';
import { PullproofError, quote } from '../error';
import { planMirror } from '../mirror';
import type { MirrorPlan, MirrorSource } from '../mirror';
import { Registry } from '../registry';
import { Layout, Relocation } from '../relocate';
import { locateChartPath, readRelocation } from './chart-options';
import type { MirrorFlags } from './mirror-flags';
import { atOption, parseNamespace } from './options';
import { readManifests } from './read-manifests';
import { readValues } from './read-values';
import type { Terminal } from './terminal';

/** A plan, with the relocation that it was made with. */
export interface PlannedMirror {
  readonly plan: MirrorPlan;
  readonly relocation: Relocation;
  readonly namespace: string;
}

/** The agent that has no chart, only a manifest. */
const TINGYUN = 'tingyun';

/**
 * Reads everything that the command line names, and plans.
 *
 * @throws PullproofError for options and inputs that cannot be used, and what `planMirror` throws.
 */
export async function planFromFlags(files: readonly string[], flags: MirrorFlags, terminal: Terminal): Promise<PlannedMirror> {
  const namespace = atOption('--namespace', () => parseNamespace(flags.namespace ?? 'default'));
  const relocation = relocationOf(flags);
  const digests = flags.digests === undefined ? {} : readDigestFile(flags.digests, terminal);
  const platforms = (flags.platform ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
  const sources: MirrorSource[] = [
    ...agentSource(flags, namespace, terminal),
    ...chartSource(flags, namespace, terminal),
    ...(flags.image === undefined ? [] : [{ kind: 'images' as const, images: flags.image, reason: 'named on the command line' }]),
    ...(await manifestSource(files, flags, terminal)),
  ];
  return { plan: planMirror({ relocation, sources, platforms, digests, optional: flags.requiredOnly !== true }), relocation, namespace };
}

function relocationOf(flags: MirrorFlags): Relocation {
  const layout = flags.layout === undefined ? undefined : atOption('--layout', () => Layout.parse(flags.layout ?? ''));
  if (flags.agent === TINGYUN) {
    return tingyunRelocation(atOption('--registry', () => tingyunRegistry(flags.registry ?? '')), layout);
  }
  if (flags.proxyCache !== true) {
    return readRelocation(flags).relocation;
  }
  const registry = atOption('--registry', () => cacheOf(Registry.parse(flags.registry ?? '')));
  return new Relocation({ registry, ...(layout === undefined ? {} : { layout }) });
}

/** The same place as a cache of the sources: rules of ECR, and proxy-cache projects anywhere else. */
function cacheOf({ host, prefix, kind }: Registry): Registry {
  const [, account, fips, region] = /^(\d{12})\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\./.exec(host) ?? [];
  if (kind.id === 'ecr' && account !== undefined && region !== undefined) {
    return Registry.ecr({ account, region, fips: fips !== undefined, dualStack: /\.on\.(?:aws|amazonwebservices\.com\.cn)$/.test(host), prefix, pullThrough: true });
  }
  const [project, ...rest] = prefix.split('/');
  return Registry.harbor(host, {
    proxyCache: true, ...(project === undefined || project === '' ? {} : { project }), ...(rest.length === 0 ? {} : { prefix: rest.join('/') }),
  });
}

function agentSource(flags: MirrorFlags, namespace: string, terminal: Terminal): MirrorSource[] {
  const { agent: name, release, releaseName, values } = flags;
  if (name === undefined || name === TINGYUN) {
    const ofCharts = flags.chart === undefined ? [['--release-name', releaseName], ['--values', values]] as const : [];
    refuseIdle([['--release', release], ...ofCharts], '--agent with an agent of the catalogue');
    return [];
  }
  if (flags.chart !== undefined) {
    throw new PullproofError({ code: 'usage', what: '--agent and --chart cannot be given together', remedy: 'run the command once for each' });
  }
  if (release === undefined) {
    throw new PullproofError({ code: 'usage', what: '--agent needs --release', remedy: 'name the version of its chart' });
  }
  if (releaseName !== undefined) {
    atOption('--release-name', () => checkInstallNames(releaseName, namespace));
  }
  const agent = Agent.parse(name, release);
  return [{ kind: 'agent', install: { agent, namespace, values: readValues(values ?? [], terminal), ...(releaseName === undefined ? {} : { releaseName }) } }];
}

function chartSource(flags: MirrorFlags, namespace: string, terminal: Terminal): MirrorSource[] {
  const { chart, repo: repository, chartVersion: version, kubeVersion, apiVersions, helm: helmExecutable, releaseName, values } = flags;
  if (chart === undefined) {
    refuseIdle([
      ['--repo', repository], ['--chart-version', version], ['--kube-version', kubeVersion], ['--api-versions', apiVersions], ['--helm', helmExecutable],
    ], '--chart');
    return [];
  }
  if (releaseName !== undefined) {
    atOption('--release-name', () => checkInstallNames(releaseName, namespace));
  }
  const agent = Agent.fromChart({
    chart: repository === undefined ? locateChartPath(chart, terminal) : chart, repository, version, kubeVersion, helmExecutable,
    ...(apiVersions === undefined ? {} : { apiVersions: [...apiVersions] }),
  });
  return [{ kind: 'agent', install: { agent, namespace, values: readValues(values ?? [], terminal), ...(releaseName === undefined ? {} : { releaseName }) } }];
}

/** An option without effect would look like one with. */
function refuseIdle(options: readonly (readonly [name: string, value: unknown])[], needed: string): void {
  const idle = options.filter(([, value]) => value !== undefined).map(([name]) => name);
  if (idle.length > 0) {
    throw new PullproofError({
      code: 'usage', what: `${idle.join(', ')} ${idle.length === 1 ? 'needs' : 'need'} ${needed}`, remedy: 'see "pullproof help mirror"',
    });
  }
}

/** Standard input is read when nothing else names an image, as other commands do. */
async function manifestSource(files: readonly string[], { agent, chart, image }: MirrorFlags, terminal: Terminal): Promise<MirrorSource[]> {
  const namesImages = (agent !== undefined && agent !== TINGYUN) || chart !== undefined || image !== undefined;
  return files.length === 0 && namesImages ? [] : [{ kind: 'manifests', stream: await readManifests(files, terminal) }];
}

function readDigestFile(file: string, terminal: Terminal): Record<string, string> {
  return Object.fromEntries(Object.entries(readValues([file], terminal)).map(([image, digest]) => {
    if (typeof digest !== 'string') {
      throw new PullproofError({ code: 'usage', where: file, what: `the digest of ${quote(image)} is no text`, expected: 'sha256: and 64 hexadecimal digits' });
    }
    return [image, digest];
  }));
}
