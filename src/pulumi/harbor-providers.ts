import type { dynamic } from '@pulumi/pulumi';

/*
 * Pulumi keeps the text of a dynamic provider in the state of a stack, and runs it again to read and to delete, with
 * whatever version of this package is installed by then. So the text holds nothing but the path of a module that stays, and
 * each function loads it by itself: a helper beside them would end up in the state too.
 */

/** Robot accounts of a Harbor. */
export const robotProvider: dynamic.ResourceProvider = {
  check: async (olds, news) => require('pullproof/harbor-runtime').robot.check(olds, news),
  create: async (inputs) => require('pullproof/harbor-runtime').robot.create(inputs),
  read: async (id, props) => require('pullproof/harbor-runtime').robot.read(id, props),
  diff: async (id, olds, news) => require('pullproof/harbor-runtime').robot.diff(id, olds, news),
  update: async (id, olds, news) => require('pullproof/harbor-runtime').robot.update(id, olds, news),
  delete: async (id, props) => require('pullproof/harbor-runtime').robot.delete(id, props),
};

/** Projects of a Harbor. */
export const projectProvider: dynamic.ResourceProvider = {
  check: async (olds, news) => require('pullproof/harbor-runtime').project.check(olds, news),
  create: async (inputs) => require('pullproof/harbor-runtime').project.create(inputs),
  read: async (id, props) => require('pullproof/harbor-runtime').project.read(id, props),
  diff: async (id, olds, news) => require('pullproof/harbor-runtime').project.diff(id, olds, news),
  update: async (id, olds, news) => require('pullproof/harbor-runtime').project.update(id, olds, news),
  delete: async (id, props) => require('pullproof/harbor-runtime').project.delete(id, props),
};

/** Endpoints of a Harbor: the registries behind its proxy caches. */
export const endpointProvider: dynamic.ResourceProvider = {
  check: async (olds, news) => require('pullproof/harbor-runtime').endpoint.check(olds, news),
  create: async (inputs) => require('pullproof/harbor-runtime').endpoint.create(inputs),
  read: async (id, props) => require('pullproof/harbor-runtime').endpoint.read(id, props),
  diff: async (id, olds, news) => require('pullproof/harbor-runtime').endpoint.diff(id, olds, news),
  update: async (id, olds, news) => require('pullproof/harbor-runtime').endpoint.update(id, olds, news),
  delete: async (id, props) => require('pullproof/harbor-runtime').endpoint.delete(id, props),
};

/** Retention policies of projects. */
export const retentionProvider: dynamic.ResourceProvider = {
  check: async (olds, news) => require('pullproof/harbor-runtime').retention.check(olds, news),
  create: async (inputs) => require('pullproof/harbor-runtime').retention.create(inputs),
  read: async (id, props) => require('pullproof/harbor-runtime').retention.read(id, props),
  diff: async (id, olds, news) => require('pullproof/harbor-runtime').retention.diff(id, olds, news),
  update: async (id, olds, news) => require('pullproof/harbor-runtime').retention.update(id, olds, news),
  delete: async (id, props) => require('pullproof/harbor-runtime').retention.delete(id, props),
};

/** Immutable tags of projects. */
export const immutabilityProvider: dynamic.ResourceProvider = {
  check: async (olds, news) => require('pullproof/harbor-runtime').immutability.check(olds, news),
  create: async (inputs) => require('pullproof/harbor-runtime').immutability.create(inputs),
  read: async (id, props) => require('pullproof/harbor-runtime').immutability.read(id, props),
  diff: async (id, olds, news) => require('pullproof/harbor-runtime').immutability.diff(id, olds, news),
  update: async (id, olds, news) => require('pullproof/harbor-runtime').immutability.update(id, olds, news),
  delete: async (id, props) => require('pullproof/harbor-runtime').immutability.delete(id, props),
};
