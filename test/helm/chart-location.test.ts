import { PullproofError } from '../../src/error';
import { locateChart } from '../../src/helm/chart-location';
import { CANARY_PASSWORD } from '../support/canary';
import { chart } from '../support/charts';

function problemOf(source: { chart: string; repository?: string }): string {
  try {
    locateChart(source);
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.code).toBe('chart-invalid');
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the chart was accepted');
}

describe('locateChart', () => {
  test.each([
    [{ chart: 'cloudzero-agent', repository: 'https://charts.example.com' }, { chart: 'cloudzero-agent', repository: 'https://charts.example.com' }],
    [{ chart: 'cz/cloudzero-agent', repository: 'https://charts.example.com' }, { chart: 'cloudzero-agent', repository: 'https://charts.example.com' }],
    [{ chart: 'agent', repository: 'oci://reg.example.com/charts/' }, { chart: 'oci://reg.example.com/charts/agent' }],
    [{ chart: 'oci://reg.example.com/charts/agent' }, { chart: 'oci://reg.example.com/charts/agent' }],
    [{ chart: 'https://charts.example.com/agent-1.0.0.tgz' }, { chart: 'https://charts.example.com/agent-1.0.0.tgz' }],
    [{ chart: 'alias/agent' }, { chart: 'alias/agent' }],
    [{ chart: chart('print-values') }, { chart: chart('print-values') }],
  ])('%j is %j', (source, expected) => {
    expect(locateChart(source)).toEqual(expected);
  });

  test.each([
    [{ chart: '' }, 'it is empty or starts with a dash'],
    [{ chart: '--post-renderer=./x' }, 'it is empty or starts with a dash'],
    [{ chart: 'a\nb' }, 'it holds a control character'],
    [{ chart: './nowhere' }, 'there is no such file or directory'],
    [{ chart: 'nowhere-1.0.0.tgz' }, 'there is no such file or directory'],
    [{ chart: 'agent' }, 'it is neither a path nor a known form of name'],
    [{ chart: __dirname }, 'the directory has no Chart.yaml'],
    [{ chart: 'agent', repository: 'charts.example.com' }, 'the repository must start with https:// or oci:// (got "charts.example.com")'],
    [{ chart: 'agent', repository: 'file:///tmp' }, 'the repository must start with https:// or oci:// (got "file:///tmp")'],
    [{ chart: './agent', repository: 'https://charts.example.com' }, 'with a repository it must be the name of a chart'],
    [{ chart: 'oci://reg.example.com/agent', repository: 'https://charts.example.com' }, 'with a repository it must be the name of a chart'],
    [{ chart: 'a/b/c', repository: 'https://charts.example.com' }, 'with a repository it must be the name of a chart'],
  ])('%j is refused', (source, problem) => {
    expect(problemOf(source)).toContain(`cannot be used: ${problem}`);
  });

  test.each([
    [{ chart: `https://robot:${CANARY_PASSWORD}@charts.example.com/a.tgz` }],
    [{ chart: `oci://robot:${CANARY_PASSWORD}@reg.example.com/a` }],
    [{ chart: 'agent', repository: `https://robot:${CANARY_PASSWORD}@charts.example.com` }],
  ])('a credential in an address is refused, and not repeated', (source) => {
    const message = problemOf(source);
    expect(message).toContain('use `helm registry login` or `helm repo add` instead');
    expect(message).not.toContain(CANARY_PASSWORD);
  });
});
