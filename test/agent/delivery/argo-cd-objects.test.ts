import { parse } from 'yaml';
import { argoCdObjects } from '../../../src/agent';
import { INTENT, problemsOf } from './intent';

const OPTIONS = { applicationNamespace: 'argocd', project: 'default', server: 'https://kubernetes.default.svc' };

test('an Application names the chart, the exact version, and the values as text that keeps null', () => {
  const objects = argoCdObjects(INTENT, OPTIONS);

  expect(objects).toEqual([{
    id: 'Resource',
    object: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'collector', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: {
          repoURL: 'https://charts.example.com',
          chart: 'acme-collector',
          targetRevision: '3.2.0',
          helm: { releaseName: 'collector', values: 'image:\n  repository: harbor.example.com/agents/collector\nproxy: null\n' },
        },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'agents' },
      },
    },
  }]);
});

test('values survive the text: what looks like something else stays a string', () => {
  const values = { yes: 'yes', octal: '0755', time: '12:30:45', nothing: null, list: [null, 1], nested: { deep: true } };
  const [application] = argoCdObjects({ ...INTENT, values }, OPTIONS);
  const text = (application?.object as { spec: { source: { helm: { values: string } } } }).spec.source.helm.values;

  expect(parse(text, { version: '1.1' })).toEqual(values);
});

test('an OCI repository is named without its scheme', () => {
  const [application] = argoCdObjects({ ...INTENT, repository: 'oci://harbor.example.com/charts/' }, OPTIONS);

  expect(application?.object).toMatchObject({ spec: { source: { repoURL: 'harbor.example.com/charts', chart: 'acme-collector' } } });
});

test('everything that Argo CD would refuse is one error', () => {
  expect(problemsOf(() => argoCdObjects({ ...INTENT, repository: 'git@example.com:charts' }, { applicationNamespace: 'a.b', project: '', server: '' }))).toEqual([
    'repository must start with https:// or oci:// and name a host, without a user; name a Secret with the login instead',
    'applicationNamespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "a.b")',
    'project must not be empty',
    'server must not be empty',
  ]);
});
