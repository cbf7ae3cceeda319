import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import { harborNameProblems, retentionSpecProblems } from '../../provision/harbor';
import type { HarborRetentionSpec } from '../../provision/harbor';
import { deleteHarborRetention, ensureHarborRetention, readHarborRetention, updateHarborRetention } from '../declare/retention';
import { textOf, withClient } from './json-inputs';
import { defineResource } from './resource-handlers';

/**
 * The retention policy of a project.
 *
 * Inputs: `connection`, `project` (its name), `retention` (its specification) and optionally `takeOver`. Output: `retentionId`.
 */
export const retention = defineResource({
  inputs: ['project', 'retention', 'takeOver'],

  problemsOf(name, inputs) {
    switch (name) {
      case 'project': return harborNameProblems('project', textOf(inputs, 'project'));
      case 'retention': return retentionSpecProblems(specOf(inputs));
      default: return [];
    }
  },

  replaces: (name) => name === 'project',

  sameInput: (name) => (name === 'takeOver' ? true : undefined),

  async create(inputs) {
    const id = await withClient(inputs, (client) => ensureHarborRetention(client, textOf(inputs, 'project'), specOf(inputs), { takeOver: inputs.takeOver === true }));
    return { id: String(id), outs: { retentionId: id } };
  },

  async read(id, props) {
    const state = await withClient(props, (client) => readHarborRetention(client, Number(id), specOf(props)));
    return state && {
      retentionId: state.retention.id, ...(state.drift.length > 0 && { retention: state.retention.spec as unknown as Json }),
    };
  },

  async update(id, _olds, news) {
    await withClient(news, (client) => updateHarborRetention(client, Number(id), specOf(news)));
    return { retentionId: Number(id) };
  },

  async delete(id, props) {
    await withClient(props, (client) => deleteHarborRetention(client, Number(id)));
  },
});

function specOf({ retention: spec }: JsonObject): HarborRetentionSpec {
  if (!isJsonObject(spec) || !Array.isArray(spec.rules)) {
    throw new TypeError('no retention policy');
  }
  return spec as unknown as HarborRetentionSpec;
}
