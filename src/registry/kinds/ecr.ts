import { quote } from '../../error';
import { counted } from '../counted';
import { defineKind } from '../define-kind';
import type { KindSpec } from '../define-kind';
import type { RegistryPlace } from '../registry-place';
import { WELL_KNOWN_SOURCE_PREFIXES } from '../source-prefixes';

/** An Amazon ECR private registry: the one of an account in a region. */
export interface EcrRegistryProps {
  /** The AWS account that owns the registry: 12 digits. */
  readonly account: string;
  /** The region, such as `eu-west-1`, `cn-north-1`, `us-gov-west-1`. It decides the domain of the host. */
  readonly region: string;
  /**
   * Path in front of all private images, such as `agents`.
   *
   * @default - images stand at the top of the registry; with `pullThrough`, every source host has its customary prefix
   */
  readonly prefix?: string;
  /**
   * Whether to use the FIPS endpoint.
   *
   * @default false
   */
  readonly fips?: boolean;
  /**
   * Whether to use the dual-stack endpoint, which answers on IPv4 and IPv6.
   *
   * @default false
   */
  readonly dualStack?: boolean;
  /**
   * Whether the images come in through pull-through cache rules instead of being pushed.
   *
   * With a `prefix` it is the repository prefix of one rule, 2 to 30 characters, or `ROOT` for a rule without one.
   * Without a prefix there is one rule per source host, and the layout `bySource` names their prefixes.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   */
  readonly pullThrough?: boolean;
}

/**
 * Every form of a private ECR host: plain and dual-stack, FIPS, and the domains of all partitions.
 *
 * The kubelet's credential provider accepts the same hosts:
 * https://github.com/kubernetes/cloud-provider-aws/blob/master/cmd/ecr-credential-provider/main.go
 */
export const ECR_HOST = new RegExp([
  String.raw`^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9][a-z0-9-_]*\.`,
  String.raw`(?:amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)`,
  String.raw`|sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$`,
].join(''));

/** Start of a region name to the domains of its partition. */
const PARTITIONS: readonly { readonly region: RegExp; readonly domain: string; readonly dualStack?: string }[] = [
  { region: /^cn-/, domain: 'amazonaws.com.cn', dualStack: 'on.amazonwebservices.com.cn' },
  { region: /^us-isob-/, domain: 'sc2s.sgov.gov' },
  { region: /^us-isof-/, domain: 'csp.hci.ic.gov' },
  { region: /^us-iso-/, domain: 'c2s.ic.gov' },
  { region: /^eu-isoe-/, domain: 'cloud.adc-e.uk' },
  { region: /^eusc-/, domain: 'amazonaws.eu' },
  { region: /^/, domain: 'amazonaws.com', dualStack: 'on.aws' },
];

const ECR_SPEC: KindSpec = {
  id: 'ecr',
  title: 'Amazon ECR',
  nodeIdentity: 'EKS node role',
  // GetAuthorizationToken: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
  tokenLifetimeSeconds: 12 * 60 * 60,
  tokenUsernames: ['AWS'],
  createsRepositories: 'template',
  host: { pattern: ECR_HOST, form: '<account>.dkr.ecr.<region>.amazonaws.com or another form of a private ECR host' },
  checkPath: checkEcrPath,
  checkUsername: (username) => username === 'AWS' ? [] : ['the user name of Amazon ECR is "AWS"'],
};

/** Amazon ECR, private: repositories exist before a push, unless a repository creation template makes them. */
export const ECR = defineKind(ECR_SPEC);

/** One pull-through cache rule of an ECR registry. */
const ECR_PULL_THROUGH = defineKind({
  ...ECR_SPEC,
  id: 'ecr-pull-through',
  title: 'Amazon ECR pull-through cache',
  createsRepositories: 'on-pull',
});

/** All pull-through cache rules of an ECR registry, one per source host; the prefixes are those of the AWS console. */
const ECR_PULL_THROUGH_ALL = defineKind({
  ...ECR_SPEC,
  id: 'ecr-pull-through',
  title: 'Amazon ECR pull-through cache',
  createsRepositories: 'on-pull',
  sourcePrefixes: { ...WELL_KNOWN_SOURCE_PREFIXES, 'docker.io': 'docker-hub', 'registry.k8s.io': 'kubernetes' },
});

/** Puts the host together, and finds what is wrong with account, region and prefix. */
export function placeEcr(props: EcrRegistryProps): RegistryPlace {
  const problems: string[] = [];
  if (!/^\d{12}$/.test(props.account)) {
    problems.push(`account ${quote(props.account)} is not 12 digits`);
  }
  if (!/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(props.region)) {
    problems.push(`region ${quote(props.region)} is no AWS region such as "eu-west-1"`);
  }
  const partition = PARTITIONS.find((entry) => entry.region.test(props.region));
  const domain = props.dualStack === true ? partition?.dualStack : partition?.domain;
  if (domain === undefined) {
    problems.push(`region ${quote(props.region)} has no dual-stack hosts`);
  }
  const hostIsDerived = true;
  const service = `${props.dualStack === true ? 'dkr-ecr' : 'dkr.ecr'}${props.fips === true ? '-fips' : ''}`;
  const host = `${props.account}.${service}.${props.region}.${domain ?? 'on.aws'}`;
  if (props.pullThrough !== true) {
    return { kind: ECR, host, prefix: props.prefix ?? '', hostIsDerived, problems };
  }
  if (props.prefix === undefined || props.prefix === '') {
    return { kind: ECR_PULL_THROUGH_ALL, host, prefix: '', hostIsDerived, problems };
  }
  if (props.prefix !== 'ROOT' && (props.prefix.length < 2 || props.prefix.length > 30)) {
    problems.push(`cache prefix ${quote(props.prefix)} has ${counted(props.prefix.length, 'character')}, expected 2 to 30`);
  }
  return { kind: ECR_PULL_THROUGH, host, prefix: props.prefix === 'ROOT' ? '' : props.prefix, hostIsDerived, problems };
}

/**
 * Repository names of ECR: 2 to 256 characters, single separators only.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
 */
function checkEcrPath(components: readonly string[], complete: boolean): string[] {
  const path = components.join('/');
  const problems = components
    .filter((component) => /[._-]{2}/.test(component))
    .map((component) => `path component ${quote(component)} has two separators in a row, which Amazon ECR refuses`);
  if (path.length > 256 || (complete && path.length < 2)) {
    problems.push(`path ${quote(path)} has ${counted(path.length, 'character')}, Amazon ECR takes 2 to 256`);
  }
  return problems;
}
