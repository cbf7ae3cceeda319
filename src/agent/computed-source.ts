import { tryParseReference } from '../image';
import type { ImageReference } from '../image';
import type { JsonObject } from '../manifest';
import { fillPath, fillText, holds, pathsInBraces, readValue, showValue } from '../relocate';
import type { OverrideConflict, ValueCondition } from '../relocate';
import type { AgentImage, AgentRelease } from './agent-release';

/**
 * A reference that a chart makes out of values, such as `quay.io/team/app:v{app.version}`. Either a template, or a
 * default value that is looked up.
 */
export interface ComputedSource {
  /**
   * The reference, in which `{path}` is the text at that path of the values.
   *
   * @default - the reference is looked up
   */
  readonly template?: string;
  /**
   * Path of the default value that is the whole reference. A step `{path}` is the text at that path of the values:
   * `images.{version}`.
   *
   * @default - the reference is made with a template
   */
  readonly defaultValue?: string;
  /**
   * When the chart makes it so.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** What the images of a release are with given values, by id. */
export interface ImageSources {
  /** The references; an image that is absent here is one that only users name, or that the chart does not know. */
  readonly sources: Readonly<Record<string, ImageReference>>;
  /** Values of the user that make no reference. */
  readonly conflicts: readonly OverrideConflict[];
}

/**
 * Finds what the vendor publishes for each image: the fixed source, or the first computed one that applies.
 *
 * @param release The release.
 * @param values The user's own values.
 * @param defaults The known defaults of the chart.
 * @param effective The user's values over the defaults.
 */
export function imageSources(release: AgentRelease, values: JsonObject, defaults: JsonObject, effective: JsonObject): ImageSources {
  const sources: [string, ImageReference][] = [];
  const conflicts: OverrideConflict[] = [];
  for (const image of release.images) {
    const computed = (image.computed ?? []).find(({ when }) => holds(when, effective));
    const text = computed === undefined ? image.source : sourceText(computed, defaults, effective);
    const reference = text === undefined ? undefined : tryParseReference(text);
    if (reference !== undefined) {
      sources.push([image.id, reference]);
    } else if (computed?.template !== undefined && holds(image.when, effective)) {
      conflicts.push(noReference(image, computed.template, values));
    }
  }
  return { sources: Object.fromEntries(sources), conflicts };
}

function sourceText({ template, defaultValue }: ComputedSource, defaults: JsonObject, effective: JsonObject): string | undefined {
  if (template !== undefined) {
    return fillText(template, effective);
  }
  const path = defaultValue === undefined ? undefined : fillPath(defaultValue, effective);
  const value = path === undefined ? undefined : readValue(defaults, path);
  return typeof value === 'string' ? value : undefined;
}

function noReference({ id }: AgentImage, template: string, values: JsonObject): OverrideConflict {
  const paths = pathsInBraces(template);
  const path = paths.find((candidate) => readValue(values, candidate) !== undefined) ?? paths[0] ?? '';
  return {
    path,
    given: showValue(readValue(values, path)),
    wanted: 'a text that makes an image reference',
    reason: `the chart makes the image ${id} of it: ${template}`,
    remedy: 'write a version in quotes, or remove the value',
  };
}
