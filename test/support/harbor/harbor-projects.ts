import { badRequest, conflict, forbidden, HarborError, notFound, precondition } from './harbor-error';
import { page } from './harbor-query';
import type { Call, Routes } from './harbor-routes';
import type { StoredProject } from './harbor-state';
import { may } from './harbor-user';

interface ProjectBody {
  readonly project_name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly storage_limit?: number;
  readonly registry_id?: number;
}

/** `/projects` and `/quotas`, as `src/server/v2.0/handler/project.go` of Harbor has them. */
export const projectRoutes: Routes = {
  'HEAD /projects': ({ state, parameters }) => {
    if (state.findProject(parameters.get('project_name') ?? '', true) === undefined) {
      throw notFound('project not found');
    }
    return { status: 200 };
  },

  'POST /projects': ({ state, user, body }) => {
    const { project_name: name, metadata = {}, storage_limit: limit, registry_id: endpointId } = body as unknown as ProjectBody;
    if (!may(user, '/system', 'project', 'create')) {
      throw forbidden('Only system admin can create project');
    }
    if (endpointId !== undefined && !user.admin) {
      throw forbidden('Only system admin can create proxy cache project');
    }
    if (metadata.public !== undefined && !['true', 'false'].includes(metadata.public)) {
      throw badRequest(`metadata.public should only be 'true' or 'false', but got: '${metadata.public}'`);
    }
    if (metadata.retention_id !== undefined && metadata.retention_id !== '') {
      throw badRequest('bad request');
    }
    const endpoint = endpointId === undefined ? undefined : state.endpoints.get(endpointId);
    if (endpointId !== undefined && endpoint === undefined) {
      throw new HarborError(500, 'UNKNOWN', 'internal server error');
    }
    if (endpoint !== undefined && !state.proxyTypes.includes(endpoint.type)) {
      throw badRequest('bad request');
    }
    if (!/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(name) || name.length > 255) {
      throw badRequest('project name is not in lower case or contains illegal characters');
    }
    if (state.findProject(name, true) !== undefined) {
      throw conflict(`The project named ${name} already exists`);
    }
    const project: StoredProject = {
      id: state.nextId(), name, endpointId: endpointId ?? 0, metadata: { public: 'false', ...metadata }, repositories: 0,
      storageLimit: limit === undefined || limit === 0 || !user.admin ? state.defaultStorageLimit : limit,
    };
    state.projects.set(project.id, project);
    if (endpoint !== undefined) {
      const id = state.nextId();
      state.retentions.set(id, { id, policy: sevenDays(id, project.id) });
      project.metadata.retention_id = String(id);
    }
    return { status: 201, headers: { Location: `/api/v2.0/projects/${project.id}` } };
  },

  'GET /projects/:name': (call) => {
    const { id, name, endpointId, metadata, repositories } = projectOf(call, 'read');
    return {
      status: 200,
      json: {
        project_id: id, name, metadata, repo_count: repositories, cve_allowlist: { items: [] }, ...(endpointId > 0 && { registry_id: endpointId }),
      },
    };
  },

  'PUT /projects/:name': (call) => {
    const { metadata } = projectOf(call, 'update');
    const { metadata: wanted = {} } = call.body as unknown as ProjectBody;
    if (wanted.retention_id !== undefined && wanted.retention_id !== metadata.retention_id) {
      throw badRequest('the retention_id in the request\'s payload when updating a project should be omitted');
    }
    Object.assign(metadata, wanted); // a storage limit is not looked at here
    return { status: 200 };
  },

  'DELETE /projects/:name': (call) => {
    const { state } = call;
    const { id, repositories } = projectOf(call, 'delete');
    if (repositories > 0) {
      throw precondition('the project contains repositories, can not be deleted');
    }
    state.projects.delete(id);
    [...state.robots.values()].filter(({ projectId }) => projectId === id).forEach((robot) => state.robots.delete(robot.id));
    return { status: 200 };
  },

  'GET /quotas': ({ state, user, parameters }) => {
    if (!user.admin) {
      throw forbidden(user.name);
    }
    const project = state.projects.get(Number(parameters.get('reference_id')));
    const { items, headers } = page(project === undefined ? [] : [project], parameters);
    const json = items.map(({ id, storageLimit }) => ({ id: 1000 + id, ref: { id }, hard: { storage: storageLimit }, used: { storage: 0 } }));
    return { status: 200, headers, json };
  },

  'PUT /quotas/:id': ({ state, user, path, body }) => {
    if (!user.admin) {
      throw forbidden(user.name);
    }
    const project = state.projects.get(Number(path.id) - 1000);
    if (project === undefined) {
      throw notFound('quota not found');
    }
    project.storageLimit = (body as unknown as { hard: { storage: number } }).hard.storage;
    return { status: 200 };
  },
};

/** The project of a path. To all but administrators, one that does not exist is forbidden. */
export function projectOf({ state, user, path, isResourceName }: Call, action: string, resource = 'project'): StoredProject {
  const project = state.findProject(path.name ?? '', isResourceName);
  if (!may(user, `/project/${project?.id ?? 0}`, resource, action)) {
    throw forbidden();
  }
  if (project === undefined) {
    throw notFound(`project ${path.name} not found`);
  }
  return project;
}

/** What a proxy cache is given when it is made. */
function sevenDays(id: number, projectId: number): Record<string, unknown> {
  return {
    id, algorithm: 'or', scope: { level: 'project', ref: projectId }, trigger: { kind: 'Schedule', settings: { cron: '0 0 0 * * *' }, references: {} },
    rules: [{
      id: 0, priority: 0, disabled: false, action: 'retain', template: 'nDaysSinceLastPull', params: { nDaysSinceLastPull: 7 },
      scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: '**' }] },
      tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: '**' }],
    }],
  };
}
