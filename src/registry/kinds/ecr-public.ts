import { quote } from '../../error';
import { defineKind } from '../define-kind';
import { joinPath } from '../registry-place';
import type { RegistryPlace } from '../registry-place';

/** Details of an Amazon ECR public registry. */
export interface EcrPublicRegistryProps {
  /**
   * Path behind the alias, in front of all images.
   *
   * @default - images follow the alias directly
   */
  readonly prefix?: string;
  /**
   * Whether to use the dual-stack host, `ecr-public.aws.com`, which answers on IPv4 and IPv6.
   *
   * @default false
   */
  readonly dualStack?: boolean;
}

/** Amazon ECR public. Tokens come from us-east-1; a stale one makes even public images fail. */
export const ECR_PUBLIC = defineKind({
  id: 'ecr-public',
  title: 'Amazon ECR Public',
  tokenLifetimeSeconds: 12 * 60 * 60,
  tokenUsernames: ['AWS'],
  createsRepositories: 'never',
  host: { pattern: /^(?:public\.ecr\.aws|ecr-public\.aws\.com)$/, form: 'public.ecr.aws or ecr-public.aws.com' },
  pathForm: 'alias/repository',
  minDepth: 2,
  checkUsername: (username) => username === 'AWS' ? [] : ['the user name of Amazon ECR Public is "AWS"'],
});

/** Puts alias and prefix together. */
export function placeEcrPublic(alias: string, props: EcrPublicRegistryProps): RegistryPlace {
  const problems: string[] = [];
  if (alias === '' || alias.includes('/')) {
    problems.push(`alias ${quote(alias)} is not one path component`);
  }
  const host = props.dualStack === true ? 'ecr-public.aws.com' : 'public.ecr.aws';
  return { kind: ECR_PUBLIC, host, prefix: joinPath(alias, props.prefix), problems };
}
