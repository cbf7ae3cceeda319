import type { JsonObject } from '../../manifest';
import type { ExporterFacts } from './exporter-facts';
import { FAILED_STATES, metricNames, ROUNDS, UNREACHABLE_STATE } from './metrics';

/** The data source that the reader of the dashboard chose. */
const DATASOURCE: JsonObject = { type: 'prometheus', uid: '${datasource}' };

/** Width of a row in Grafana's grid. */
const FULL_WIDTH = 24;

const GREEN_UNTIL_ONE: JsonObject = { mode: 'absolute', steps: [{ color: 'green', value: null }, { color: 'red', value: 1 }] };
const RED_UNTIL_ONE: JsonObject = { mode: 'absolute', steps: [{ color: 'red', value: null }, { color: 'green', value: 1 }] };

/** The panels: three numbers, the failed images as a table, and how their number changed. */
export function dashboardPanels(facts: ExporterFacts): JsonObject[] {
  const available = `{__name__=~"${metricNames(facts, ['available'])}",namespace=~"$namespace"}`;
  const failed = `{__name__=~"${metricNames(facts, [...FAILED_STATES.map(({ state }) => state), UNREACHABLE_STATE])}",namespace=~"$namespace"} == 1`;
  return [
    number(1, 0, 'Cannot be pulled', `count(${available} == 0) or vector(0)`, GREEN_UNTIL_ONE, 'Containers whose image was not found at the last check.'),
    number(2, 8, 'Checked', `count(${available}) or vector(0)`, RED_UNTIL_ONE, 'Containers whose image is checked. New ones count as available until their first check.'),
    number(3, 16, 'Rounds in the last hour', `round(sum(increase(${ROUNDS}[1h]))) or vector(0)`, RED_UNTIL_ONE, 'A round checks a part of all images. None means that the exporter stands still.'),
    {
      id: 4,
      type: 'table',
      title: 'Images that cannot be pulled',
      gridPos: { x: 0, y: 4, w: FULL_WIDTH, h: 10 },
      datasource: DATASOURCE,
      targets: [{ ...target(failed), instant: true, range: false, format: 'table' }],
      fieldConfig: { defaults: {}, overrides: [] },
      options: { showHeader: true, sortBy: [{ displayName: 'namespace', desc: false }] },
      transformations: [{
        id: 'organize',
        options: {
          excludeByName: Object.fromEntries(['Time', 'Value', 'endpoint', 'instance', 'job', 'pod', 'prometheus', 'service'].map((name) => [name, true])),
          indexByName: Object.fromEntries(['__name__', 'namespace', 'kind', 'name', 'container', 'image'].map((name, index) => [name, index])),
          renameByName: { __name__: 'state' },
        },
      }],
    },
    {
      id: 5,
      type: 'timeseries',
      title: 'By state',
      gridPos: { x: 0, y: 14, w: FULL_WIDTH, h: 8 },
      datasource: DATASOURCE,
      targets: [{ ...target(`count by (__name__) (${failed})`), legendFormat: '{{__name__}}' }],
      fieldConfig: { defaults: { min: 0, decimals: 0, custom: { drawStyle: 'line', stacking: { mode: 'normal' } } }, overrides: [] },
      options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
    },
  ];
}

function number(id: number, x: number, title: string, expr: string, thresholds: JsonObject, description: string): JsonObject {
  return {
    id,
    type: 'stat',
    title,
    description,
    gridPos: { x, y: 0, w: FULL_WIDTH / 3, h: 4 },
    datasource: DATASOURCE,
    targets: [{ ...target(expr), instant: true, range: false }],
    fieldConfig: { defaults: { decimals: 0, color: { mode: 'thresholds' }, thresholds }, overrides: [] },
    options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, colorMode: 'value', graphMode: 'none' },
  };
}

function target(expr: string): JsonObject {
  return { refId: 'A', datasource: DATASOURCE, expr };
}
