import type { JsonObject } from '../manifest';
import { holds, isTruthy, readValue } from '../relocate';
import type { OverrideConflict, OverrideNote, PullSecretSlot } from '../relocate';
import type { AgentRelease } from './agent-release';
import type { InstallPlan, PlannedAccount, PlannedWorkload } from './install-plan';
import { accountName, isCreated, isUsed } from './plan-workloads';

/** What the accounts of an install are planned from. */
export interface AccountRequest {
  /** The release. */
  readonly release: AgentRelease;
  /** What templates see, overrides included. */
  readonly effective: JsonObject;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Names of the pull secrets. */
  readonly pullSecretNames: readonly string[];
  /** The workloads of the install. */
  readonly workloads: readonly PlannedWorkload[];
  /** Ids of the accounts that the overrides name. */
  readonly bound: ReadonlySet<string>;
}

/** The accounts that the pods of an install run as, and which of them have to bring the pull secrets. */
export function planAccounts({ release, effective, releaseName, namespace, pullSecretNames, workloads, bound }: AccountRequest): PlannedAccount[] {
  const accounts = (release.accounts ?? []).map((account) => ({ ...account, called: accountName(account, effective, releaseName) }));
  const created = new Set(accounts.filter((account) => isCreated(account, effective)).map(({ called }) => called));
  const toCreate = new Set(accounts.filter(({ id }) => bound.has(id)).map(({ called }) => called));
  const served = new Set(servingSlots(release, effective).flatMap(({ reaches }) => reaches));
  return [...new Set(workloads.map(({ serviceAccountName }) => serviceAccountName))].map((name) => {
    const own = workloads.filter(({ serviceAccountName }) => serviceAccountName === name);
    return {
      name,
      namespace,
      createdByChart: created.has(name),
      create: toCreate.has(name) && !created.has(name),
      pullSecretNames: own.every(({ id }) => served.has(id)) ? [] : pullSecretNames,
      hooks: [...new Set(own.flatMap(({ hooks }) => hooks))],
      workloads: own.map(({ id }) => id),
    };
  });
}

/** What the user has to do for accounts that no value of the chart reaches, and that the install does not create. */
export function accountNotes({ accounts }: Pick<InstallPlan, 'accounts'>): OverrideNote[] {
  return accounts
    .filter(({ create, pullSecretNames }) => !create && pullSecretNames.length > 0)
    .map(({ name, namespace, createdByChart, pullSecretNames, workloads }) => {
      const todo = createdByChart ? 'is created by the chart and has to be given' : name === 'default' ? 'has to be given' : 'has to exist, with';
      return {
        text: `no value of the chart brings pull secrets to the pods of ${workloads.join(', ')}: `
          + `the service account ${name} in namespace ${namespace} ${todo} imagePullSecrets ${pullSecretNames.join(', ')}`,
      };
    });
}

/** Accounts that the chart creates twice under one name: Helm installs the first and fails at the second. */
export function doubledAccounts(release: AgentRelease, effective: JsonObject, releaseName: string): OverrideConflict[] {
  const created = (release.accounts ?? [])
    .filter((account) => isUsed(release, account.id, effective) && isCreated(account, effective))
    .map((account) => ({ account, called: accountName(account, effective, releaseName) }));
  return created.flatMap(({ account, called }, index) => {
    const first = created.slice(0, index).find((other) => other.called === called);
    return first === undefined ? [] : [{
      path: account.nameValue ?? '',
      given: JSON.stringify(called),
      wanted: 'a name of its own',
      reason: `the chart creates a service account of this name for ${first.account.id} already`,
      remedy: 'remove the value',
    }];
  });
}

/** The pull secret slots that bring something to pods with these values. */
export function servingSlots({ pullSecretSlots, accounts = [] }: AgentRelease, effective: JsonObject): PullSecretSlot[] {
  return pullSecretSlots.filter(({ path, when, onlyIfSet, account }) => {
    const through = accounts.find(({ id }) => id === account);
    return holds(when, effective)
      && (onlyIfSet !== true || isTruthy(readValue(effective, path)))
      && (account === undefined || (through !== undefined && isCreated(through, effective)));
  });
}
