import { Agent } from '../../src';
import type { AgentRelease } from '../../src';

/** A small agent of one's own: a DaemonSet that takes its pull secrets from values, and a job whose account alone can bring them. */
export const COLLECTOR: AgentRelease = {
  id: 'acme-collector',
  title: 'Acme Collector',
  version: '3.2.0',
  chart: { name: 'collector', repository: 'oci://registry.acme.example/charts', version: '3.2.0' },
  images: [
    { id: 'collector', source: 'quay.io/acme/collector:3.2.0' },
    { id: 'migrate', source: 'docker.io/acme/migrate:1.0', when: { path: 'migrate.enabled', truthy: true } },
  ],
  imageSlots: [
    { image: 'collector', fields: { registry: 'image.registry', repository: 'image.repository', tag: 'image.tag' } },
    { image: 'migrate', fields: { whole: 'migrate.image' } },
  ],
  pullSecretSlots: [{ path: 'imagePullSecrets', shape: 'strings', reaches: ['collector'] }],
  accounts: [{ id: 'migrate', name: '{release}-migrate', nameValue: 'migrate.account', createWhen: { path: 'never', truthy: true }, bindAs: '{release}-migrate' }],
  workloads: [
    { id: 'collector', kind: 'DaemonSet', name: '{release}-collector', containers: [{ name: 'collector', image: 'collector' }] },
    {
      id: 'migrate', kind: 'Job', name: '{release}-migrate', account: 'migrate', when: { path: 'migrate.enabled', truthy: true },
      containers: [{ name: 'migrate', image: 'migrate' }],
    },
  ],
  defaults: { image: { registry: 'quay.io', repository: 'acme/collector', tag: '3.2.0' }, migrate: { image: 'docker.io/acme/migrate:1.0' } },
};

/** The agent of a fixture chart that knows nothing of images. */
export function agentOfChart(name: string): Agent {
  return Agent.custom({
    id: name, title: name, version: '0.1.0', chart: { name, repository: 'https://charts.example.com', version: '0.1.0' },
    images: [], imageSlots: [], pullSecretSlots: [], workloads: [],
  });
}
