import { isJsonObject, valueAt } from '../manifest';
import type { Json, JsonObject } from '../manifest';
import { instancesOf } from './chart-instances';
import type { LoadedChart } from './load-chart';
import { coalesceValues } from './merge-values';

/**
 * The default values as the templates of a chart and of its sub-charts see them: the section of a chart about a
 * sub-chart lies over the sub-chart's own values, `global` is handed down, and `import-values` are taken over.
 *
 * A sub-chart that is switched off has its values here too, where Helm would leave them out.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/chart/common/util/coalesce.go
 */
export function chartDefaults(chart: LoadedChart): JsonObject {
  return new DefaultsReader().coalesce(chart, {});
}

class DefaultsReader {
  readonly #own = new Map<LoadedChart, JsonObject>();

  /** Values of a chart below those that are `given` from above, its sub-charts included. */
  public coalesce(chart: LoadedChart, given: JsonObject): JsonObject {
    return this.#withSubCharts(chart, coalesceValues(this.#withImports(chart), given));
  }

  #withSubCharts(chart: LoadedChart, base: JsonObject): JsonObject {
    const values = new Map<string, Json>(Object.entries(base));
    for (const { as, chart: subChart } of instancesOf(chart)) {
      const section = values.get(as) ?? {};
      // Helm refuses anything but a map here; whoever renders is told by Helm itself.
      if (isJsonObject(section)) {
        values.set(as, this.coalesce(subChart, withGlobals(section, values.get('global'))));
      }
    }
    return Object.fromEntries(values);
  }

  /** The chart's own values with those that it imports from sub-charts below them. */
  #withImports(chart: LoadedChart): JsonObject {
    const known = this.#own.get(chart);
    if (known !== undefined) {
      return known;
    }
    let values = chart.values;
    if (chart.dependencies.some(({ importValues }) => importValues.length > 0)) {
      const all = this.#withSubCharts(chart, chart.values);
      let imported: JsonObject = {};
      for (const { as, importValues } of chart.dependencies) {
        for (const entry of importValues) {
          imported = coalesceValues(importFrom(all, as, entry), imported);
        }
      }
      values = coalesceValues(imported, chart.values);
    }
    this.#own.set(chart, values);
    return values;
  }
}

/** What one `import-values` entry brings, placed where the chart wants it. */
function importFrom(all: JsonObject, as: string, entry: Json): JsonObject {
  const child = isJsonObject(entry) ? String(entry['child']) : `exports.${String(entry)}`;
  const found = valueAt(all, [as, ...child.split('.')]);
  if (!isJsonObject(found)) {
    return {};
  }
  const parent = isJsonObject(entry) ? String(entry['parent']) : '.';
  return parent === '.' || parent === '' ? found : parent.split('.').reduceRight<JsonObject>((inner, key) => Object.fromEntries([[key, inner]]), found);
}

/** The section of a sub-chart with the globals of the chart around it, which win. */
function withGlobals(section: JsonObject, above: Json | undefined): JsonObject {
  const own = isJsonObject(section['global']) ? section['global'] : {};
  return { ...section, global: overGlobals(own, isJsonObject(above) ? above : {}) };
}

function overGlobals(own: JsonObject, above: JsonObject): JsonObject {
  const globals = new Map<string, Json>(Object.entries(own));
  for (const [key, value] of Object.entries(above)) {
    const mine = globals.get(key);
    if (isJsonObject(value)) {
      if (mine === undefined || isJsonObject(mine)) {
        globals.set(key, isJsonObject(mine) ? coalesceValues(mine, value) : structuredClone(value));
      }
    } else if (!isJsonObject(mine)) {
      globals.set(key, value);
    }
  }
  return Object.fromEntries(globals);
}
