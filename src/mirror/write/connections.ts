import { ECR_USERNAME } from '../../credential';
import { Problems, quote } from '../../error';
import { withoutUserInfo } from '../../image';
import { placesOf } from '../plan/copy-places';
import { compareTexts } from '../plan/merge-reasons';
import type { MirrorCopy } from '../plan/mirror-plan';

/** The name that logs in to a host. Its password never stands in a file. */
export interface MirrorLogin {
  /** Host with its port. */
  readonly host: string;
  /** Name of the user or robot, such as `robot$agents+push`. */
  readonly username: string;
}

/** How hosts are reached. */
export interface MirrorConnections {
  /**
   * User names by host.
   *
   * @default - they come with the passwords, when the mirror runs
   */
  readonly logins?: readonly MirrorLogin[];
  /**
   * Hosts that are reached without TLS. Credentials then cross the network in clear text.
   *
   * @default - TLS everywhere
   */
  readonly plainHttp?: readonly string[];
}

/** A host that images come from or go to. */
export interface MirrorHost {
  /** Host with its port. */
  readonly host: string;
  /** Whether images go there. */
  readonly isTarget: boolean;
  /** Start of the names of its environment variables: `HARBOR_EXAMPLE_COM`. */
  readonly variable: string;
  /** User name, when it is known. */
  readonly username: string | undefined;
  /** Whether it is reached without TLS. */
  readonly plainHttp: boolean;
}

/**
 * The hosts of copies, those that images go to first. A cache is only pulled from, its source is its own business.
 *
 * @throws PullproofError `mirror-invalid` for hosts that no image has, and user names that cannot be.
 */
export function hostsOf(copies: readonly MirrorCopy[], { logins = [], plainHttp = [] }: MirrorConnections): MirrorHost[] {
  const targets = new Set<string>();
  const sources = new Set<string>();
  for (const copy of copies) {
    const { source, target } = placesOf(copy);
    targets.add(target.host);
    if (copy.mode === 'copy') {
      sources.add(source.host);
    }
  }
  const hosts = [...[...targets].sort(compareTexts), ...[...sources].filter((host) => !targets.has(host)).sort(compareTexts)];
  const problems = new Problems();
  for (const host of [...logins.map((login) => login.host), ...plainHttp]) {
    if (!hosts.includes(host)) {
      problems.add(`no image comes from or goes to ${quote(withoutUserInfo(host))}`);
    }
  }
  for (const { host, username } of logins) {
    if (username === '' || /[\u0000-\u001f\u007f:]/.test(username) || username !== username.trim()) {
      problems.add(`the user name for ${quote(host)} is empty, or holds a colon, control characters or white space around it`);
    }
  }
  if (new Set(logins.map(({ host }) => host)).size < logins.length) {
    problems.add('a host has two user names');
  }
  problems.throwIfAny({ code: 'mirror-invalid', what: 'logins and hosts do not fit the plan' });
  const variables = variablesFor(hosts);
  return hosts.map((host, index) => ({
    host,
    isTarget: targets.has(host),
    variable: variables[index] ?? '',
    username: logins.find((login) => login.host === host)?.username ?? usualUsername(host),
    plainHttp: plainHttp.includes(host),
  }));
}

/** Registries whose login name is always the same: Amazon's. */
function usualUsername(host: string): string | undefined {
  return /^\d{12}\.dkr[.-]ecr[.-]/.test(host) || host === 'public.ecr.aws' ? ECR_USERNAME : undefined;
}

function variablesFor(hosts: readonly string[]): string[] {
  const taken = new Set<string>();
  return hosts.map((host) => {
    const name = host.toUpperCase().replace(/[^A-Z0-9]+/g, '_').replace(/^_|_$/g, '').replace(/^(?=[0-9])/, 'HOST_');
    let unique = name;
    for (let number = 2; taken.has(unique); number++) {
      unique = `${name}_${number}`;
    }
    taken.add(unique);
    return unique;
  });
}
