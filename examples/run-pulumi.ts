import { randomBytes } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';
import cloudZero from './pulumi-cloudzero-ecr/index';
import k8ssandra from './pulumi-k8ssandra-harbor/index';
import ownWorkload from './pulumi-own-workload/index';

/** Stands in for the passwords: other ones each time, so that none can be told from what is printed. */
export const PASSWORD = randomBytes(15).toString('base64url');

/** A Pulumi program of the examples. */
export interface PulumiExample {
  readonly name: string;
  /** Name of its project. */
  readonly project: string;
  /** What `pulumi config set` would have set. */
  readonly config: Readonly<Record<string, string>>;
  readonly program: () => { readonly proof: Promise<string> };
}

/** Every Pulumi program of the examples: `npm run demo` runs them with mocks, without an engine, a cluster or a cloud. */
export const PULUMI_EXAMPLES: readonly PulumiExample[] = [
  { name: 'CloudZero on EKS from ECR, with Pulumi', project: 'cloudzero', config: { nodeRole: 'eks-nodes', clusterName: 'prod-1' }, program: cloudZero },
  { name: 'K8ssandra from Harbor, with Pulumi', project: 'k8ssandra', config: { harborPassword: PASSWORD }, program: k8ssandra },
  { name: 'a workload of one\'s own, with Pulumi', project: 'shop', config: {}, program: ownWorkload },
];

/** What stands in for the outputs that only a Harbor knows. */
const OUTPUTS: Readonly<Record<string, object>> = {
  'pulumi-nodejs:dynamic/pullproof:HarborRobot': { username: 'robot$databases+k8ssandra-pull', secret: PASSWORD, robotId: 7 },
};

/** What a program declared, and whether that is proven. */
export interface PulumiRun {
  /** Its resources as a tree, those of each component in the order of the program. */
  readonly tree: string;
  readonly report: string;
  readonly proven: boolean;
}

/** Runs a program with mocks in place of the engine. */
export async function runPulumi({ project, config, program }: PulumiExample): Promise<PulumiRun> {
  await pulumi.runtime.setMocks({
    newResource: ({ name, type, inputs }) => ({ id: `${name}-id`, state: { ...inputs as object, ...OUTPUTS[type] } }),
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }, project, 'dev');
  pulumi.runtime.setAllConfig(Object.fromEntries(Object.entries(config).map(([key, value]) => [`${project}:${key}`, value])));
  const children = new Map<pulumi.Resource | undefined, { readonly resource: pulumi.Resource; readonly label: string }[]>();
  let report = '';
  await pulumi.runtime.runInPulumiStack(async () => {
    const stack = pulumi.runtime.getStackResource();
    pulumi.runtime.registerStackTransformation(({ resource, type, name, opts }) => {
      const parent = opts.parent === stack ? undefined : opts.parent;
      children.set(parent, [...children.get(parent) ?? [], { resource, label: `${type} ${name}` }]);
      return undefined;
    });
    const { proof, ...outputs } = program();
    report = await proof;
    return outputs;
  });
  await pulumi.runtime.disconnect();
  const branches = (parent: pulumi.Resource | undefined, indent: string): string[] => {
    const own = children.get(parent) ?? [];
    return own.flatMap(({ resource, label }, index) => {
      const isLast = index === own.length - 1;
      return [`${indent}${isLast ? '└─' : '├─'} ${label}`, ...branches(resource, `${indent}${isLast ? '   ' : '│  '}`)];
    });
  };
  return { tree: [`pulumi:pulumi:Stack ${project}-dev`, ...branches(undefined, '')].join('\n'), report, proven: report.startsWith('PROVEN') };
}
