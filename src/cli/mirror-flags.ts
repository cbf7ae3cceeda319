import type { Command } from 'commander';
import { PullproofError, quote } from '../error';
import { withoutUserInfo } from '../image';
import type { MirrorLogin } from '../mirror';
import { atOption, collect } from './options';

/** What `pullproof mirror` can write. */
export const FORMATS = ['json', 'regsync', 'skopeo', 'script', 'job', 'ecr', 'airgap', 'containerd', 'crio'] as const;

/** One of {@link FORMATS}. */
export type MirrorFormat = (typeof FORMATS)[number];

/** The tools of scripts. */
export const TOOLS = ['regctl', 'crane', 'skopeo', 'oras', 'docker', 'nerdctl'] as const;

/** The options of `pullproof mirror`. */
export interface MirrorFlags {
  readonly registry?: string;
  readonly layout?: string;
  readonly proxyCache?: boolean;
  readonly agent?: string;
  readonly release?: string;
  readonly chart?: string;
  readonly repo?: string;
  readonly chartVersion?: string;
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly helm?: string;
  readonly releaseName?: string;
  readonly values?: readonly string[];
  readonly image?: readonly string[];
  readonly platform?: readonly string[];
  readonly digests?: string;
  readonly requiredOnly?: boolean;
  readonly format?: string;
  readonly tool?: string;
  readonly login?: readonly string[];
  readonly plainHttp?: readonly string[];
  readonly namespace?: string;
  readonly pullSecret?: readonly string[];
  readonly pushSecret?: string;
  readonly caConfigMap?: string;
  readonly chunkSize?: string;
  readonly parallelism?: string;
  readonly fallback?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

/** Adds the options to the command. */
export function addMirrorOptions(command: Command): Command {
  return command
    .option('-r, --registry <HOST[/PREFIX]>', 'registry that the images go to (required)')
    .option('--layout <LAYOUT>', 'how private paths are made: keep, flat, bySource[:HOST=PREFIX,...] or explicit:IMAGE=PATH,... (default: "keep"; tingyun: "flat")')
    .option('--proxy-cache', 'the registry fetches images itself: proxy caches of a Harbor, pull-through rules of ECR')
    .option('--agent <NAME>', 'agent of the catalogue, or tingyun for its manifest')
    .option('--release <VERSION>', 'release of the agent, the version of its chart')
    .option('--chart <CHART>', 'chart that is not of the catalogue: a directory, a .tgz, repo/name, a name with --repo, or oci://...')
    .option('--repo <URL>', 'address of the chart repository that --chart is a name in')
    .option('--chart-version <VERSION>', 'version of the chart, for one from a repository (default: the newest)')
    .option('--kube-version <VERSION>', 'Kubernetes version that templates of the chart see')
    .option('--api-versions <VERSION>', 'further API version that templates of the chart see (repeatable)', collect)
    .option('--helm <EXECUTABLE>', 'the Helm executable (default: "helm")')
    .option('--release-name <NAME>', 'name of the Helm release (default: the name of the chart)')
    .option('-f, --values <FILE>', 'your values for the agent or the chart (repeatable)', collect)
    .option('--image <IMAGE>', 'further image (repeatable)', collect)
    .option('--platform <PLATFORM,...>', 'platforms that every image must have, such as linux/amd64,linux/arm64 (repeatable)', collect)
    .option('--digests <FILE>', 'digests that are known, as a YAML map from image to digest')
    .option('--required-only', 'leave out what is only pulled when values change')
    .option('--format <FORMAT>', `what to write: ${FORMATS.join(', ')} (required)`)
    .option('--tool <TOOL>', `tool of a script: ${TOOLS.join(', ')} (default: "regctl")`)
    .option('--login <HOST=USERNAME>', 'name that logs in to a host; the password comes from the environment when it runs (repeatable)', collect)
    .option('--plain-http <HOST>', 'host without TLS (repeatable)', collect)
    .option('-n, --namespace <NAME>', 'namespace of the agent, or of a Job (default: "default")')
    .option('--pull-secret <NAME>', 'pull secret that brings regsync to the nodes of a Job (repeatable)', collect)
    .option('--push-secret <NAME>', 'Secret with a Docker configuration that a Job logs in with')
    .option('--ca-config-map <NAME>', 'ConfigMap with certificates of private authorities for a Job')
    .option('--chunk-size <COUNT>', 'images in one part of a Job (default: 100)')
    .option('--parallelism <COUNT>', 'parts of a Job at the same time (default: 4)')
    .option('--fallback', 'let nodes go to the source for what the registry lacks, with containerd and crio')
    .option('-o, --output <FILE|DIR>', 'write to a file, or several files to a folder, instead of standard output')
    .option('--force', 'replace an output file that holds something else');
}

/** Options that only some formats have a use for. */
const ONLY_FOR: Readonly<Partial<Record<keyof MirrorFlags, readonly MirrorFormat[]>>> = {
  tool: ['script'],
  login: ['regsync', 'skopeo', 'script', 'airgap'],
  plainHttp: ['regsync', 'skopeo', 'script', 'job', 'airgap', 'containerd', 'crio'],
  pullSecret: ['job'],
  pushSecret: ['job'],
  caConfigMap: ['job'],
  chunkSize: ['job'],
  parallelism: ['job'],
  fallback: ['containerd', 'crio'],
};

/**
 * The format, and nothing that it has no use for: an option without effect would look like one with.
 *
 * @throws PullproofError `usage`
 */
export function readFormat(flags: MirrorFlags): MirrorFormat {
  const format = FORMATS.find((name) => name === flags.format);
  if (format === undefined) {
    throw new PullproofError({
      code: 'usage', where: '--format', what: `${quote(flags.format ?? '')} is no format`, expected: FORMATS.join(', '),
      remedy: 'see "pullproof help mirror"',
    });
  }
  const idle = Object.entries(ONLY_FOR).filter(([name, formats]) => flags[name as keyof MirrorFlags] !== undefined && !formats.includes(format));
  if (idle.length > 0) {
    throw new PullproofError({
      code: 'usage', what: `${idle.map(([name]) => optionOf(name)).join(', ')} ${idle.length === 1 ? 'does' : 'do'} nothing with --format ${format}`,
      remedy: 'see "pullproof help mirror"',
    });
  }
  return format;
}

/**
 * The logins, `HOST=USERNAME` each.
 *
 * @throws PullproofError `usage` for any other form.
 */
export function readLogins(texts: readonly string[]): MirrorLogin[] {
  return texts.map((text) => atOption('--login', () => {
    const [, host, username] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (host === undefined || username === undefined) {
      throw new PullproofError({
        code: 'usage', what: `${quote(withoutUserInfo(text))} names no host with a user`, expected: 'HOST=USERNAME', remedy: 'the password is no part of it',
      });
    }
    return { host, username };
  }));
}

/**
 * A whole number of an option.
 *
 * @throws PullproofError `usage`
 */
export function readCount(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new PullproofError({ code: 'usage', where: option, what: `${quote(text)} cannot be used`, expected: 'a whole number from 1' });
  }
  return Number(text);
}

function optionOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
