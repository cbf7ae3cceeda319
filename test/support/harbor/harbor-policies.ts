import { badRequest, conflict, forbidden, notFound } from './harbor-error';
import { projectOf } from './harbor-projects';
import { page } from './harbor-query';
import type { Call, Routes } from './harbor-routes';
import type { StoredRetention } from './harbor-state';
import { may } from './harbor-user';

interface PolicyBody {
  readonly rules: readonly unknown[];
  readonly scope: { readonly level: string; readonly ref: number };
  readonly trigger: { readonly kind: string; readonly settings: { readonly cron?: unknown } };
}

/** `/retentions` and the rules about immutable tags, as `retention.go` and `immutable.go` of Harbor have them. */
export const policyRoutes: Routes = {
  'POST /retentions': (call) => {
    const policy = call.body as unknown as PolicyBody;
    const { ref } = checkPolicy(call, policy, 'create').scope;
    const project = call.state.projects.get(ref);
    if (project === undefined) {
      throw badRequest(`invalid Project id ${ref}`);
    }
    if (project.metadata.retention_id !== undefined) {
      throw badRequest(`project ${ref} already has retention policy ${project.metadata.retention_id}`);
    }
    const id = call.state.nextId();
    call.state.retentions.set(id, { id, policy: { ...policy, id } });
    project.metadata.retention_id = String(id);
    return { status: 201, headers: { Location: `/api/v2.0/retentions/${id}` } };
  },

  'GET /retentions/:id': (call) => ({ status: 200, json: retentionOf(call).policy }),

  'PUT /retentions/:id': (call) => {
    const retention = retentionOf(call);
    retention.policy = { ...checkPolicy(call, call.body as unknown as PolicyBody, 'update'), id: retention.id };
    return { status: 200 };
  },

  'DELETE /retentions/:id': (call) => {
    const { state, path } = call;
    const retention = state.retentions.get(Number(path.id));
    if (retention === undefined) {
      throw badRequest('bad request'); // not 404, whatever is wrong
    }
    const project = state.projects.get((retention.policy as unknown as PolicyBody).scope.ref);
    delete project?.metadata.retention_id;
    state.retentions.delete(retention.id);
    return { status: 200 };
  },

  'GET /projects/:name/immutabletagrules': (call) => {
    const { id } = projectOf(call, 'list', 'immutable-tag');
    const { items, headers } = page([...call.state.immutableRules.values()].filter(({ projectId }) => projectId === id), call.parameters);
    return { status: 200, headers, json: items.length === 0 ? null : items.map((rule) => ({ ...rule.rule, id: rule.id })) };
  },

  'POST /projects/:name/immutabletagrules': (call) => {
    const { id: projectId } = projectOf(call, 'create', 'immutable-tag');
    const { action, template, tag_selectors: tags, scope_selectors: scopes } = call.body ?? {};
    if (action !== 'immutable' || template !== 'immutable_template' || tags === undefined || scopes === undefined) {
      throw badRequest('bad request');
    }
    const id = call.state.nextId();
    call.state.immutableRules.set(id, { id, projectId, rule: call.body ?? {} });
    return { status: 201, headers: { Location: `/api/v2.0/projects/${call.path.name}/immutabletagrules/${id}` } };
  },

  'DELETE /projects/:name/immutabletagrules/:id': (call) => {
    const { id: projectId } = projectOf(call, 'delete', 'immutable-tag');
    const rule = call.state.immutableRules.get(Number(call.path.id));
    if (rule === undefined || rule.projectId !== projectId) {
      throw notFound(`immutable rule ${call.path.id} not found`);
    }
    call.state.immutableRules.delete(rule.id);
    return { status: 200 };
  },
};

function retentionOf({ state, path }: Call): StoredRetention {
  const retention = state.retentions.get(Number(path.id));
  if (retention === undefined) {
    throw notFound(`retention policy ${path.id} not found`);
  }
  return retention;
}

function checkPolicy({ user }: Call, policy: PolicyBody, action: string): PolicyBody & Record<string, unknown> {
  if (policy.rules.length > 15) {
    throw badRequest('bad request');
  }
  const texts = policy.rules.map((rule) => JSON.stringify(rule));
  if (new Set(texts).size < texts.length) {
    throw conflict('resource conflict');
  }
  if (!may(user, `/project/${policy.scope.ref}`, 'tag-retention', action)) {
    throw forbidden();
  }
  const { cron } = policy.trigger.settings;
  if (typeof cron !== 'string') {
    throw badRequest('invalid cron type for scheduled tag retention: must be a string');
  }
  if (cron !== '' && cron.split(' ').length !== 6) {
    throw badRequest(`invalid cron string for scheduled tag retention: ${cron}, error: expected exactly 6 fields`);
  }
  return policy as PolicyBody & Record<string, unknown>;
}
