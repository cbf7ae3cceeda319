import { quote } from '../../error';
import { defineKind } from '../define-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in a Huawei Cloud SWR the images are. */
export interface HuaweiSwrRegistryProps {
  /**
   * The organization: 1 to 64 characters, begins with a lower-case letter.
   *
   * A repository follows it directly, there are no deeper paths.
   */
  readonly organization: string;
}

/** Huawei Cloud SoftWare Repository for Container. A long-term login stays until its access key is deleted. */
export const HUAWEI_SWR = defineKind({
  id: 'huawei-swr',
  title: 'Huawei SWR',
  createsRepositories: 'on-push',
  host: { pattern: /^swr\.[a-z0-9-]+\.myhuaweicloud\.(?:com|eu)$/, form: 'swr.<region>.myhuaweicloud.com' },
  pathForm: 'organization/repository',
  minDepth: 2,
  maxDepth: 2,
  checkPath: ([organization = '']) => checkOrganization(organization),
  // https://support.huaweicloud.com/intl/en-us/usermanual-swr/swr_01_1000.html
  checkUsername: (username) => /^[^@]+@[^@]+$/.test(username)
    ? []
    : ['the user name of Huawei SWR is <region or project>@<access key>'],
});

/** Huawei Cloud SWR. */
export function placeHuaweiSwr(host: string, props: HuaweiSwrRegistryProps): RegistryPlace {
  return {
    kind: HUAWEI_SWR,
    host,
    prefix: props.organization,
    problems: props.organization === '' ? ['the organization is empty'] : [],
  };
}

function checkOrganization(organization: string): string[] {
  const problems: string[] = [];
  if (organization.length > 64) {
    problems.push(`the organization has ${organization.length} characters, Huawei SWR takes 64`);
  }
  if (/^[0-9]/.test(organization)) {
    problems.push(`organization ${quote(organization)} begins with a digit, Huawei SWR wants a letter`);
  }
  if (organization.includes('--')) {
    problems.push(`organization ${quote(organization)} has two dashes in a row, which Huawei SWR refuses`);
  }
  return problems;
}
