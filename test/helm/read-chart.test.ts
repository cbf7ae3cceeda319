import { PullproofError } from '../../src/error';
import { readChart, readChartSync } from '../../src/helm';
import { chart } from '../support/charts';
import { helms } from '../support/tools';

describe.each(helms)('readChart with $name', ({ helmExecutable }) => {
  const expected = {
    name: 'print-values-over-defaults',
    version: '0.1.0',
    appVersion: '1.10',
    kubeVersion: '>= 1.20.0-0',
    values: {
      text: 'default',
      number: 1,
      flag: true,
      nothing: null,
      list: [1, 2],
      map: { kept: true, time: '12:30:45', date: '2001-12-14', deep: { a: 1, b: null } },
      empty: {},
    },
  };

  test('metadata and default values are read the way Helm reads them', async () => {
    const source = { chart: chart('print-values-over-defaults'), helmExecutable };
    expect(await readChart(source)).toEqual(expected);
    expect(readChartSync(source)).toEqual(expected);
  });

  test('a chart without values has none', () => {
    expect(readChartSync({ chart: chart('print-values'), helmExecutable })).toEqual({ name: 'print-values', version: '0.1.0', values: {} });
  });

  test('a chart that Helm cannot read gives Helm’s own words', async () => {
    const source = { chart: 'absent', repository: 'https://127.0.0.1:1/charts', helmExecutable };
    await expect(readChart(source)).rejects.toThrow(/chart "absent" cannot be read; Helm [34]\.\d+\.\d+ says/);
    expect(() => readChartSync(source)).toThrow(PullproofError);
  });
});
