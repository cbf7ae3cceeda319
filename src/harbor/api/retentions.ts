import type { Json, JsonObject } from '../../manifest';
import type { HarborRetentionRule, HarborRetentionSpec } from '../../provision/harbor';
import type { HarborClient } from '../client/harbor-client';
import type { HarborRequest } from '../client/harbor-request';
import { AnswerReader, locatedId } from '../client/read-answer';

/** What Harbor calls each way to keep, which is also the name of its parameter. */
const TEMPLATES: Readonly<Record<HarborRetentionRule['keep'], string>> = {
  'newest-pushed': 'latestPushedK',
  'newest-pulled': 'latestPulledN',
  'pushed-within-days': 'nDaysSinceLastPush',
  'pulled-within-days': 'nDaysSinceLastPull',
  'always': 'always',
};

const DAILY = '0 0 0 * * *';

/** Makes the retention policy of a project that has none. @returns its id. */
export async function createRetention(client: HarborClient, projectId: number, spec: HarborRetentionSpec): Promise<number> {
  const request: HarborRequest = {
    method: 'POST', path: '/retentions', purpose: `create the retention policy of project ${projectId}`, body: retentionBody(projectId, spec),
  };
  return locatedId(client, request, await client.call(request));
}

/** A retention policy as it is in a Harbor. */
export interface HarborRetention {
  /** Its id. */
  readonly id: number;
  /** Id of its project. */
  readonly projectId: number;
  /** What it keeps. Rules that this package cannot express, or that are switched off, are in `others`. */
  readonly spec: HarborRetentionSpec;
  /** How many rules are not in `spec`. */
  readonly others: number;
}

/** A retention policy by its id; nothing when it is gone. */
export async function readRetention(client: HarborClient, id: number): Promise<HarborRetention | undefined> {
  const request: HarborRequest = { method: 'GET', path: `/retentions/${id}`, purpose: `read retention policy ${id}`, expected: [404] };
  const { status, json } = await client.call(request);
  if (status === 404) {
    return undefined;
  }
  const reader = new AnswerReader(client, request);
  const policy = reader.object(json, 'the policy');
  const rules = reader.objects(policy.rules ?? null, 'rules');
  const known = rules.map((rule) => parseRule(reader, rule)).filter((rule) => rule !== undefined);
  const { cron } = reader.object(reader.object(policy.trigger ?? {}, 'trigger').settings ?? {}, 'settings');
  return {
    id: reader.number(policy, 'id'), projectId: reader.number(reader.object(policy.scope, 'scope'), 'ref'),
    spec: { rules: known, schedule: typeof cron === 'string' ? cron : '' }, others: rules.length - known.length,
  };
}

/** Makes a retention policy be as it should. */
export async function updateRetention(client: HarborClient, { id, projectId }: Pick<HarborRetention, 'id' | 'projectId'>, spec: HarborRetentionSpec): Promise<void> {
  await client.call({
    method: 'PUT', path: `/retentions/${id}`, purpose: `update retention policy ${id}`, body: { id, ...retentionBody(projectId, spec) },
  });
}

/** Deletes a retention policy: the project keeps everything. @returns whether it was still there. */
export async function deleteRetention(client: HarborClient, id: number): Promise<boolean> {
  // Harbor answers 400 to the deletion of one that is gone, as it does to much else: so it is asked first.
  if (await readRetention(client, id) === undefined) {
    return false;
  }
  await client.call({ method: 'DELETE', path: `/retentions/${id}`, purpose: `delete retention policy ${id}` });
  return true;
}

function retentionBody(projectId: number, { rules, schedule = DAILY }: HarborRetentionSpec): JsonObject {
  return {
    algorithm: 'or',
    scope: { level: 'project', ref: projectId },
    trigger: { kind: 'Schedule', settings: { cron: schedule }, references: {} },
    rules: rules.map(ruleBody),
  };
}

function ruleBody({ keep, count, repositories = '**', tags = '**', untagged = true }: HarborRetentionRule): JsonObject {
  const template = TEMPLATES[keep];
  return {
    disabled: false, action: 'retain', template, params: count === undefined ? {} : { [template]: count },
    scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: repositories }] },
    tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: tags, extras: JSON.stringify({ untagged }) }],
  };
}

function parseRule(reader: AnswerReader, rule: JsonObject): HarborRetentionRule | undefined {
  const keep = Object.entries(TEMPLATES).find(([, template]) => template === rule.template)?.[0] as HarborRetentionRule['keep'] | undefined;
  const [repository, ...moreRepositories] = reader.objects(reader.object(rule.scope_selectors ?? {}, 'scope_selectors').repository ?? null, 'repository');
  const [tag, ...moreTags] = reader.objects(rule.tag_selectors ?? null, 'tag_selectors');
  const isPlain = repository?.decoration === 'repoMatches' && tag?.decoration === 'matches' && moreRepositories.length + moreTags.length === 0;
  if (keep === undefined || repository === undefined || tag === undefined || !isPlain || rule.disabled === true) {
    return undefined;
  }
  const count = reader.object(rule.params ?? {}, 'params')[TEMPLATES[keep]];
  return {
    keep, repositories: reader.text(repository, 'pattern'), tags: reader.text(tag, 'pattern'), untagged: keepsUntagged(tag.extras),
    ...(typeof count === 'number' && { count }),
  };
}

/** A text with JSON inside; rules of old Harbors have none, and keep what has no tag. */
function keepsUntagged(extras: Json | undefined): boolean {
  return typeof extras !== 'string' || !/"untagged"\s*:\s*false/.test(extras);
}

/** Whether two policies keep the same. */
export function sameRetention(a: HarborRetentionSpec, b: HarborRetentionSpec): boolean {
  return JSON.stringify(retentionBody(0, a)) === JSON.stringify(retentionBody(0, b));
}
