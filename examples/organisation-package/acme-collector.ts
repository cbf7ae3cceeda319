import { Agent } from 'pullproof';

/** Acme's own agent: one DaemonSet with one image, and a pull secret that its chart takes as a list of names. */
export const ACME_COLLECTOR = Agent.custom({
  id: 'acme-collector',
  title: 'Acme Collector',
  version: '3.2.0',
  chart: { name: 'collector', repository: 'oci://registry.acme.example/charts', version: '3.2.0' },
  images: [{ id: 'collector', source: 'docker.io/acme/collector:3.2.0' }],
  imageSlots: [{ image: 'collector', fields: { registry: 'image.registry', repository: 'image.repository', tag: 'image.tag' } }],
  pullSecretSlots: [{ path: 'imagePullSecrets', shape: 'strings', reaches: ['collector'] }],
  workloads: [{ id: 'collector', kind: 'DaemonSet', name: '{release}-collector', containers: [{ name: 'collector', image: 'collector' }] }],
  defaults: { image: { registry: 'docker.io', repository: 'acme/collector', tag: '3.2.0' } },
});
