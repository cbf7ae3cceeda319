import { isJsonObject } from '../../manifest';
import type { JsonObject } from '../../manifest';
import { projectSpecProblems } from '../../provision/harbor';
import type { HarborProjectSpec } from '../../provision/harbor';
import { deleteHarborProject, ensureHarborProject, readHarborProject, updateHarborProject } from '../declare/project';
import { pick, withClient } from './json-inputs';
import { defineResource } from './resource-handlers';

/**
 * A project, for images that are pushed or as a proxy cache.
 *
 * Inputs: `connection`, `project` (its specification) and optionally `takeOver`. Output: `projectId`.
 */
export const project = defineResource({
  inputs: ['project', 'takeOver'],

  problemsOf: (name, inputs) => (name === 'project' ? projectSpecProblems(specOf(inputs)) : []),

  replaces(name, olds, news) {
    const [old, wanted] = [specOf(olds), specOf(news)];
    return name === 'project' && (old.name !== wanted.name || old.proxyOf !== wanted.proxyOf);
  },

  sameInput: (name) => (name === 'takeOver' ? true : undefined),

  async create(inputs) {
    const { id } = await withClient(inputs, (client) => ensureHarborProject(client, specOf(inputs), { takeOver: inputs.takeOver === true }));
    return { id: String(id), outs: { projectId: id } };
  },

  async read(_id, props) {
    const spec = specOf(props);
    const state = await withClient(props, (client) => readHarborProject(client, spec));
    if (state === undefined) {
      return undefined;
    }
    const { public: isPublic, scanOnPush } = state.project;
    const { storageLimitBytes, proxyOf, ...rest } = props.project as JsonObject;
    return {
      projectId: state.project.id,
      // What cannot be told in the words of a specification is left out of it, so that it differs from what was declared.
      ...(state.drift.length > 0 && {
        project: {
          ...rest, public: isPublic, ...(spec.scanOnPush !== undefined && { scanOnPush: scanOnPush ?? false }),
          ...(state.drift.includes('storageLimitBytes') ? {} : pick({ storageLimitBytes: storageLimitBytes ?? null }, ['storageLimitBytes'])),
          ...(state.drift.includes('proxyOf') ? {} : pick({ proxyOf: proxyOf ?? null }, ['proxyOf'])),
        },
      }),
    };
  },

  async update(_id, _olds, news) {
    const { id } = await withClient(news, (client) => updateHarborProject(client, specOf(news)));
    return { projectId: id };
  },

  async delete(_id, props) {
    await withClient(props, (client) => deleteHarborProject(client, specOf(props).name));
  },
});

function specOf({ project: spec }: JsonObject): HarborProjectSpec {
  if (!isJsonObject(spec)) {
    throw new TypeError('no project');
  }
  return spec as unknown as HarborProjectSpec;
}
