import * as pulumi from '@pulumi/pulumi';
import { Credential, Registry } from '../../src';

export const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
export const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
export const STORE = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' });

/** How the runtime marks a secret among the inputs of a resource: `sdk/nodejs/runtime/rpc.ts`. */
const SECRET_MARK = '1b47061264138c4ac30d75fd1eb44270';

/** A resource that a program declared. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  /** Name of its parent; `undefined` for the stack. */
  readonly parent: string | undefined;
  /** Names of the resources that it waits for. */
  readonly dependsOn: readonly string[];
  readonly options: pulumi.CustomResourceOptions;
  /** What was sent for it; secrets as plain values. */
  readonly inputs: Record<string, unknown>;
  /** Names of the inputs that were sent as secrets, as a whole or in part. */
  readonly secrets: readonly string[];
  /** Its provider, as `urn::id`; empty for the default one. */
  readonly provider: string;
}

export interface Run<T> {
  readonly result: T;
  readonly resources: readonly Declared[];
  /** The one resource of this name and, where several have it, of this type. */
  find(name: string, type?: string): Declared;
  /** Each resource as `type name`, with the name of its parent behind it. */
  readonly tree: readonly string[];
}

/** Runs a program with mocks in place of the engine. */
export async function run<T>(program: () => T | Promise<T>, { preview = false, outputs = {} }: {
  readonly preview?: boolean; readonly outputs?: Readonly<Record<string, object>>;
} = {}): Promise<Run<T>> {
  const sent = new Map<string, pulumi.runtime.MockResourceArgs>();
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      sent.set(`${args.type}::${args.name}`, args);
      return { id: `${args.name}-id`, state: { ...args.inputs as object, ...outputs[args.type] } };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }, 'project', 'stack', preview);
  const seen: (Pick<Declared, 'type' | 'name' | 'options'> & { readonly resource: pulumi.Resource })[] = [];
  const done: { result?: T; error?: unknown } = {};
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ resource, type, name, opts }) => {
      seen.push({ resource, type, name, options: opts });
      return undefined;
    });
    // A program that fails must not leave rejections behind that end the test run.
    try {
      done.result = await program();
    } catch (error) {
      done.error = error;
    }
    return {};
  });
  await pulumi.runtime.disconnect();
  if (done.error !== undefined) {
    throw done.error;
  }
  const nameOf = (resource: unknown): string | undefined => seen.find((one) => one.resource === resource)?.name;
  const resources = seen.map(({ type, name, options }): Declared => {
    const { inputs = {}, provider = '' } = sent.get(`${type}::${name}`) ?? {};
    const given = inputs as Record<string, unknown>;
    return {
      type, name, options, provider: provider ?? '',
      parent: nameOf(options.parent),
      dependsOn: [options.dependsOn ?? []].flat().map((one) => nameOf(one) ?? '?'),
      inputs: plain(given) as Record<string, unknown>,
      secrets: Object.keys(given).filter((key) => JSON.stringify(given[key]).includes(SECRET_MARK)),
    };
  });
  return {
    result: done.result as T,
    resources,
    tree: resources.map(({ type, name, parent }) => `${type} ${name}${parent === undefined ? '' : ` < ${parent}`}`),
    find: (name, type) => {
      const found = resources.filter((one) => one.name === name && (type === undefined || one.type === type));
      expect(found.map((one) => `${one.type} ${one.name}`)).toHaveLength(1);
      return found[0] as Declared;
    },
  };
}

/** Takes the marks of secrets off. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const object = value as Record<string, unknown>;
  return Object.values(object).includes(SECRET_MARK) ? plain(object.value)
    : Object.fromEntries(Object.entries(object).map(([key, member]) => [key, plain(member)]));
}

/** The error that a constructor throws. */
export function errorOf(construct: () => unknown): pulumi.ResourceError {
  try {
    construct();
  } catch (error) {
    expect(pulumi.ResourceError.isInstance(error)).toBe(true);
    return error as pulumi.ResourceError;
  }
  throw new Error('nothing was thrown');
}
