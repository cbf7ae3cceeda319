import type { JsonObject } from '../../manifest';
import { connectionProblems } from '../client/harbor-connection';
import { connectionOf, isUnknown, pick, sameJson } from './json-inputs';

/** What is wrong with one input. */
export interface CheckFailure {
  /** Name of the input. */
  readonly property: string;
  /** What is wrong with it. */
  readonly reason: string;
}

/** What a change of inputs leads to. */
export interface DiffResult {
  /** Whether anything has to be done. */
  readonly changes: boolean;
  /** The inputs whose change takes a new object. */
  readonly replaces: string[];
  /** Whether the old object has to go first, because the new one has its name. */
  readonly deleteBeforeReplace: boolean;
}

/** Inputs that were checked. */
export interface CheckResult {
  /** The inputs. */
  readonly inputs: JsonObject;
  /** What is wrong with them. */
  readonly failures: CheckFailure[];
}

/** An object that was made. */
export interface CreateResult {
  /** Its id. */
  readonly id: string;
  /** Its state. */
  readonly outs: JsonObject;
}

/** An object as it is. */
export interface ReadResult {
  /** Its id; empty when it is gone. */
  readonly id: string;
  /** Its state. */
  readonly props: JsonObject;
  /**
   * The inputs that would make it.
   *
   * @default - not known
   */
  readonly inputs?: JsonObject;
}

/** An object that was changed. */
export interface UpdateResult {
  /** Its state. */
  readonly outs: JsonObject;
}

/** What a dynamic provider of Pulumi is made of: functions on plain data. */
export interface ResourceHandlers {
  /** Checks the inputs; those that are not known yet are passed over. */
  check(olds: JsonObject, news: JsonObject): Promise<CheckResult>;
  /** Makes the object. */
  create(inputs: JsonObject): Promise<CreateResult>;
  /** Reads the object as it is; with an empty id when it is gone. */
  read(id: string, props: JsonObject): Promise<ReadResult>;
  /** Compares the state with new inputs. */
  diff(id: string, olds: JsonObject, news: JsonObject): Promise<DiffResult>;
  /** Changes the object. */
  update(id: string, olds: JsonObject, news: JsonObject): Promise<UpdateResult>;
  /** Deletes the object. One that is gone is fine. */
  delete(id: string, props: JsonObject): Promise<void>;
}

/** What differs between the objects. */
export interface ResourceDefinition {
  /** Names of the inputs besides the connection. Everything else in a state is an output. */
  readonly inputs: readonly string[];
  /** What is wrong with one input, which is known as a whole. */
  problemsOf(name: string, inputs: JsonObject): string[];
  /** Whether the change of an input, which is known as a whole, takes a new object. */
  replaces(name: string, olds: JsonObject, news: JsonObject): boolean;
  /** Whether an input is still the same; plain data is compared where it says nothing. */
  sameInput?(name: string, olds: JsonObject, news: JsonObject): boolean | undefined;
  /** Whether the object cannot stay, whatever the inputs are: then it is made anew, under its old name. */
  isSpent?(olds: JsonObject, news: JsonObject): boolean;
  /** See {@link ResourceHandlers.create}. */
  create(inputs: JsonObject): Promise<{ id: string; outs: JsonObject }>;
  /** The state as it is, or nothing when the object is gone. */
  read(id: string, props: JsonObject): Promise<JsonObject | undefined>;
  /** The outputs after a change. */
  update(id: string, olds: JsonObject, news: JsonObject): Promise<JsonObject>;
  /** See {@link ResourceHandlers.delete}. */
  delete(id: string, props: JsonObject): Promise<void>;
}

/** Makes the handlers of an object from what is particular to it. */
export function defineResource(definition: ResourceDefinition): ResourceHandlers {
  const names = ['connection', ...definition.inputs];
  return {
    async check(_olds, news) {
      const failures = names.filter((name) => !isUnknown(news[name])).flatMap((name) => problemsOf(definition, name, news)
        .map((reason) => ({ property: name, reason })));
      return { inputs: news, failures };
    },
    async create(inputs) {
      const { id, outs } = await definition.create(inputs);
      return { id, outs: { ...pick(inputs, names), ...outs } };
    },
    async read(id, props) {
      const state = await definition.read(id, props);
      return state === undefined ? { id: '', props: {} } : { id, props: { ...props, ...state }, inputs: { ...pick(props, names), ...pick(state, names) } };
    },
    async diff(_id, olds, news) {
      // Whatever else is in the inputs, such as the text of the provider itself, is none of ours.
      const isSame = (name: string): boolean => definition.sameInput?.(name, olds, news) ?? sameJson(olds[name], news[name]);
      const changed = names.filter((name) => isUnknown(news[name]) || !isSame(name));
      const spent = definition.isSpent?.(olds, news) === true;
      const replacing = changed.filter((name) => !isUnknown(news[name]) && definition.replaces(name, olds, news));
      const replaces = [...new Set([...otherHarbor(olds, news), ...replacing])];
      return {
        changes: spent || changed.length > 0,
        replaces: spent && replaces.length === 0 ? [definition.inputs[0] as string] : replaces,
        deleteBeforeReplace: spent && replaces.length === 0,
      };
    },
    async update(id, olds, news) {
      const outs = await definition.update(id, olds, news);
      return { outs: { ...pick(news, names), ...outs } };
    },
    async delete(id, props) {
      await definition.delete(id, props);
    },
  };
}

function problemsOf(definition: ResourceDefinition, name: string, inputs: JsonObject): string[] {
  try {
    return name === 'connection' ? connectionProblems(connectionOf(inputs)) : definition.problemsOf(name, inputs);
  } catch {
    // Programs without types may hand over anything; what it was is not repeated, it may be a secret.
    return ['has not the shape that it should have'];
  }
}

/** The same object in another Harbor is another object. */
function otherHarbor({ connection: old }: JsonObject, { connection: wanted }: JsonObject): string[] {
  const urlOf = (value: JsonObject['connection'] | undefined): unknown => (value as JsonObject | undefined)?.url;
  return isUnknown(wanted) || urlOf(old) === urlOf(wanted) ? [] : ['connection'];
}
