import { Agent, checkChart } from '../../src/agent';
import { readChart } from '../../src/helm';
import type { ChartInfo } from '../../src/helm';
import { chart } from '../support/charts';
import { helms } from '../support/tools';

const PUBLISHED: ChartInfo = { name: 'cloudzero-agent', version: '1.2.13', values: {} };

describe('checkChart', () => {
  test('the published chart of the release is the right one', () => {
    expect(checkChart(Agent.cloudZero('1.2.13'), PUBLISHED)).toEqual([]);
  });

  test('a chart from source control is recognised by the tag of its own image', async () => {
    const info = await readChart({ chart: chart('cloudzero-agent-1.2.9'), ...helms[0] });
    expect(info.version).toBe('1.1.0-dev');
    expect(checkChart(Agent.cloudZero('1.2.9'), info)).toEqual([]);
    expect(checkChart(Agent.cloudZero('1.2.13'), info)).toEqual([
      'the chart has version "1.1.0-dev" and components.agent.image.tag "1.2.9", CloudZero Agent 1.2.13 has "1.2.13"',
    ]);
  });

  test('another chart is named', () => {
    expect(checkChart(Agent.cloudZero('1.2.13'), { ...PUBLISHED, name: 'falco', version: '4.0.0' })).toEqual([
      'the chart is called "falco", the one of CloudZero Agent 1.2.13 "cloudzero-agent"',
      'the chart has version "4.0.0", CloudZero Agent 1.2.13 has "1.2.13"',
    ]);
  });
});
