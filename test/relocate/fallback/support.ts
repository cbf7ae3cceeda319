import { audit } from '../../../src/audit';
import type { Verdict } from '../../../src/audit';
import type { JsonObject, ManifestStream } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { planFallback, Relocation } from '../../../src/relocate';
import type { FallbackPlan, FallbackRequest } from '../../../src/relocate';

/** The registry of these tests. */
export const REGISTRY = Registry.generic('harbor.example.com', { prefix: 'agents' });

/** Everything moves there, paths kept. */
export const RELOCATION = new Relocation({ registry: REGISTRY });

/** The plan for some manifests, with the pull secret `pull` unless the request says otherwise. */
export function plan(manifests: string | readonly JsonObject[], request: Partial<FallbackRequest> = {}): FallbackPlan {
  const text = typeof manifests === 'string' ? manifests : manifests.map((object) => JSON.stringify(object)).join('\n---\n');
  return planFallback(text, { relocation: RELOCATION, pullSecretNames: ['pull'], ...request });
}

/** A verdict in which the pull secret exists. */
export function verdictOf(stream: ManifestStream): Verdict {
  return audit(stream, { registries: [REGISTRY], declaredSecrets: [{ name: 'pull', registries: [REGISTRY.authKey] }] });
}

/** A pod spec as a Deployment. */
export function deployment(name: string, podSpec: JsonObject, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, ...metadata }, spec: { template: { spec: podSpec } } };
}

/** A ServiceAccount with pull secrets, or with none. */
export function account(name: string, pullSecrets?: readonly string[], metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, ...metadata },
    ...(pullSecrets === undefined ? {} : { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) }),
  };
}

/** A container of an image. */
export function container(image: string): JsonObject {
  return { name: 'main', image };
}

export const PUBLIC = 'quay.io/acme/app:1';
export const PRIVATE = 'harbor.example.com/agents/acme/app:1';
