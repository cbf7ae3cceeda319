import { refuseRobot } from './login';

/**
 * Login name that GitLab gives a deploy token without a name of its own: `gitlab+deploy-token-17`.
 *
 * The token needs the scope `read_registry`; one with an end date stops working at midnight UTC of that day.
 *
 * @param id number of the token, as the page of deploy tokens shows it.
 * @throws PullproofError `credential-invalid` when the number is no positive whole number.
 * @see https://docs.gitlab.com/user/project/deploy_tokens/
 */
export function gitlabDeployTokenUsername(id: number): string {
  refuseRobot('this is no deploy token of GitLab', Number.isSafeInteger(id) && id > 0 ? [] : [`id must be a positive whole number (got ${String(id)})`]);
  return `gitlab+deploy-token-${id}`;
}
