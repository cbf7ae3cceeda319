import { Names, YamlOutputType } from 'cdk8s';
import type { App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** How an app lays its output out in files. */
export interface OutputLayout {
  /** One file per app, per chart, or per object. */
  readonly type: YamlOutputType;
  /** What file names end with: `.k8s.yaml`. */
  readonly extension: string;
}

/** The layout of the app at this root. Told by shape, because the app may be of another copy of cdk8s. */
export function outputLayout(root: IConstruct): OutputLayout {
  const { yamlOutputType = YamlOutputType.FILE_PER_CHART, outputFileExtension = '.k8s.yaml' } = root as Partial<App>;
  return { type: yamlOutputType, extension: outputFileExtension };
}

/** Whether every object gets a file of its own, which cdk8s names without the namespace. See its issue 2821. */
export function isFilePerResource({ type }: OutputLayout): boolean {
  return type === YamlOutputType.FILE_PER_RESOURCE || type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
}

/**
 * The file of an object, relative to the output directory, as cdk8s names it.
 *
 * Source: cdk8s, `App.synth` and its chart namers.
 *
 * @param layout the layout of the app.
 * @param chart the chart that owns the object.
 * @param index place of the chart among all charts; `undefined` when no chart depends on another, as names have none then.
 * @param object the object.
 */
export function outputFile(
  { type, extension }: OutputLayout, chart: Chart, index: number | undefined, object: { readonly kind: string; readonly name: string },
): string {
  const chartName = `${index === undefined ? '' : `${String(index).padStart(4, '0')}-`}${Names.toDnsLabel(chart)}`;
  const resourceName = `${object.kind}.${object.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return `app${extension}`;
    case YamlOutputType.FILE_PER_CHART:
      return `${chartName}${extension}`;
    case YamlOutputType.FILE_PER_RESOURCE:
      return `${resourceName}${extension}`;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return `${chartName}/${resourceName}${extension}`;
  }
}
