import { quote } from '../../error';
import type { JsonObject } from '../../manifest';
import type { HarborImmutabilityRule } from '../../provision/harbor';
import type { HarborClient } from '../client/harbor-client';
import type { HarborRequest } from '../client/harbor-request';
import { AnswerReader, callPaged, locatedId } from '../client/read-answer';

/** A rule about immutable tags as it is in a Harbor. */
export interface HarborImmutableRule extends Required<HarborImmutabilityRule> {
  /** Its id. */
  readonly id: number;
}

/** The rules of a project that are on, and that say which tags never move; those that only say which do are left out. */
export async function listImmutableRules(client: HarborClient, project: string): Promise<HarborImmutableRule[]> {
  const request: HarborRequest = { method: 'GET', path: pathOf(project), purpose: `list the immutable tags of project ${quote(project)}` };
  const reader = new AnswerReader(client, request);
  return (await callPaged(client, request)).flatMap((rule) => parseRule(reader, rule));
}

/** Makes a rule. @returns its id. */
export async function createImmutableRule(client: HarborClient, project: string, rule: HarborImmutabilityRule): Promise<number> {
  const { repositories = '**', tags = '**' } = rule;
  const request: HarborRequest = {
    method: 'POST', path: pathOf(project), purpose: `make tags of project ${quote(project)} immutable`,
    body: {
      disabled: false, action: 'immutable', template: 'immutable_template', priority: 0,
      scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: repositories }] },
      tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: tags }],
    },
  };
  return locatedId(client, request, await client.call(request));
}

/** Deletes a rule: its tags may move again. @returns whether it was still there. */
export async function deleteImmutableRule(client: HarborClient, project: string, id: number): Promise<boolean> {
  const { status } = await client.call({
    method: 'DELETE', path: `${pathOf(project)}/${id}`, purpose: `let tags of project ${quote(project)} move again`, expected: [404],
  });
  return status !== 404;
}

/** Whether two rules are about the same tags. */
export function sameRule(a: HarborImmutabilityRule, b: HarborImmutabilityRule): boolean {
  return (a.repositories ?? '**') === (b.repositories ?? '**') && (a.tags ?? '**') === (b.tags ?? '**');
}

function pathOf(project: string): string {
  return `/projects/${encodeURIComponent(project)}/immutabletagrules`;
}

function parseRule(reader: AnswerReader, rule: JsonObject): HarborImmutableRule[] {
  const [repository, ...moreRepositories] = reader.objects(reader.object(rule.scope_selectors ?? {}, 'scope_selectors').repository ?? null, 'repository');
  const [tag, ...moreTags] = reader.objects(rule.tag_selectors ?? null, 'tag_selectors');
  const isPlain = repository?.decoration === 'repoMatches' && tag?.decoration === 'matches' && moreRepositories.length + moreTags.length === 0;
  return repository === undefined || tag === undefined || !isPlain || rule.disabled === true
    ? [] : [{ id: reader.number(rule, 'id'), repositories: reader.text(repository, 'pattern'), tags: reader.text(tag, 'pattern') }];
}
