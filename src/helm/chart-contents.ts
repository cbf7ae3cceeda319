import type { JsonObject } from '../manifest';

/** A template of a chart or of one of its sub-charts. */
export interface TemplateSource {
  /** Path inside the chart: `charts/prometheus/templates/deployment.yaml`. */
  readonly file: string;
  /**
   * Where the values of its chart stand in the values of the whole: `[]` for the chart itself, `['prometheus']` for a
   * sub-chart (its alias, if it has one), one step more for each level below.
   */
  readonly scope: readonly string[];
  /** Its text. */
  readonly text: string;
}

/** What a chart consists of, as far as tracing needs to know. */
export interface ChartContents {
  /** Name of the chart. */
  readonly name: string;
  /** Version of the chart. */
  readonly version: string;
  /** `sha256:` digest over the files of the chart, its sub-charts included. */
  readonly digest: string;
  /** Default values as the templates see them: those of the chart over those of its sub-charts, each under its name. */
  readonly defaults: JsonObject;
  /** Its templates and those of its sub-charts, switched off or not. */
  readonly templates: readonly TemplateSource[];
}
