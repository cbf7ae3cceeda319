import { planExporter } from '../../../src/agent';
import type { ExporterDeclaration, ExporterPlan } from '../../../src/agent';
import type { JsonObject } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { Relocation } from '../../../src/relocate';

export const HARBOR = Registry.harbor('harbor.example.com', { project: 'tools' });
export const RELOCATION = new Relocation({ registry: HARBOR });

/** A plan, from Harbor and with a pull secret unless told otherwise. */
export function plan(declaration: Partial<ExporterDeclaration> = {}): ExporterPlan {
  return planExporter({ namespace: 'monitoring', relocation: RELOCATION, pullSecretNames: ['registry-pull'], ...declaration });
}

/** The objects of a plan, by kind. */
export function objectsOf({ objects, canaries }: ExporterPlan, kind: string): JsonObject[] {
  return [...objects, ...canaries].map(({ object }) => object).filter((object) => object.kind === kind);
}

/** The parts of the exporter's Deployment that tests look at. */
export interface ExporterDeployment {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Record<string, string> };
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Record<string, string> };
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly imagePullSecrets?: readonly { readonly name: string }[];
        readonly containers: readonly [{
          readonly image: string;
          readonly args: readonly string[];
          readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
        }];
        readonly volumes?: unknown;
      };
    };
  };
}

/** The Deployment of the exporter itself. */
export function deploymentOf({ objects }: ExporterPlan): ExporterDeployment {
  return objects.find(({ id }) => id === 'Resource')?.object as unknown as ExporterDeployment;
}

/** The message of the error that a call throws, with its code. */
export function errorOf(call: () => unknown): { code: string; problems: readonly string[]; message: string } {
  try {
    call();
  } catch (error) {
    return error as { code: string; problems: readonly string[]; message: string };
  }
  throw new Error('nothing was thrown');
}
