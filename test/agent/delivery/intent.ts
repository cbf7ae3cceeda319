import type { HelmReleaseIntent } from '../../../src/agent';

/** A release to deliver, with a `null` that removes a default of the chart. */
export const INTENT: HelmReleaseIntent = {
  releaseName: 'collector',
  namespace: 'agents',
  repository: 'https://charts.example.com',
  chart: 'acme-collector',
  version: '3.2.0',
  values: { image: { repository: 'harbor.example.com/agents/collector' }, proxy: null },
};

/** The problems of the `delivery-invalid` error that a call throws. */
export function problemsOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    expect(error).toMatchObject({ code: 'delivery-invalid' });
    return (error as { problems: readonly string[] }).problems;
  }
  return [];
}
