/** A place in values that Helm's words name. */
interface NamedPlace {
  /** Name of the chart whose schema speaks, if it is a schema. */
  readonly chart?: string;
  /** Keys joined with dots, from the values of that chart. */
  readonly path: string;
}

/**
 * The paths, of those asked about, that are named where Helm says why it cannot render: by a schema, or by a template.
 *
 * Schemas name places in the values of their own chart: those of the whole when the chart is the one that is rendered.
 * Helm has worded them in two ways, `at '/image': additional properties 'registry' not allowed` and, before 3.18,
 * `image: Additional property registry is not allowed`.
 *
 * @param chart name of the chart that is rendered
 */
export function complainedAbout(words: readonly string[], paths: readonly string[], chart: string): string[] {
  const places = [...schemaPlaces(words), ...templatePlaces(words)];
  const named = (matches: (path: string, place: string) => boolean): string[] => paths.filter((path) => (
    places.some((place) => (place.chart === chart ? [path] : tails(path)).some((tail) => matches(tail, place.path)))
  ));
  const exact = [...new Set([...named((path, place) => path === place), ...spelled(words, paths)])];
  // A schema that offers alternatives names the map that none of them fits.
  return exact.length > 0 ? exact : named((path, place) => place !== '' && path.startsWith(`${place}.`));
}

/**
 * Paths of values that the words ask to be set to true, such as `global.security.allowInsecureImages`; those of
 * sub-charts as they look from there.
 */
export function demandedFlags(words: readonly string[]): string[] {
  const text = words.join(' ');
  return [...text.matchAll(/(?<![\w./-])(?:\.Values\.)?([A-Za-z_]\w*(?:\.[A-Za-z_][\w-]*)*)(?=[^\w.-][^.]{0,40}\btrue\b|=true\b)/g)]
    .map(([, path = '']) => path).filter((path) => path.includes('.'));
}

/** Paths that stand in the words as they are, with dots or slashes. */
function spelled(words: readonly string[], paths: readonly string[]): string[] {
  const text = words.join(' ');
  return paths.filter((path) => path.includes('.') && [path, `/${path.replaceAll('.', '/')}`].some((form) => (
    new RegExp(`(?<![\\w./-])(?:\\.Values\\.)?${escapeExpression(form)}(?![\\w/-]|\\.\\w)`).test(text)
  )));
}

/** A path as it may look from the sub-chart that it belongs to. */
function tails(path: string): string[] {
  const keys = path.split('.');
  return keys.map((_, index) => keys.slice(index).join('.'));
}

function schemaPlaces(words: readonly string[]): NamedPlace[] {
  const places: NamedPlace[] = [];
  let chart: string | undefined;
  for (const line of words) {
    chart = /^([\w.-]+):$/.exec(line)?.[1] ?? chart;
    const place = /^\s*- at '([^']*)': (.*)$/.exec(line) ?? /^\s*- ([\w.-]+|\(root\)): (.*)$/.exec(line);
    if (chart === undefined || place === null) {
      continue;
    }
    const [, at = '', problem = ''] = place;
    const path = at === '(root)' ? '' : at.startsWith('/') ? at.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~') : at;
    const extra = /^additional properties (.*) not allowed/.exec(problem)?.[1]?.split(', ').map((name) => name.replace(/^'|'$/g, ''))
      ?? [/^Additional property (\S+) is not allowed/.exec(problem)?.[1]].filter((name) => name !== undefined);
    (extra.length === 0 ? [path] : extra.map((name) => (path === '' ? name : `${path}.${name}`)))
      .forEach((one) => places.push({ ...(chart === undefined ? {} : { chart }), path: one }));
  }
  return places;
}

/** `.Values.image.tag` in the words of a template. */
function templatePlaces(words: readonly string[]): NamedPlace[] {
  return words.flatMap((line) => [...line.matchAll(/\.Values\.([A-Za-z_][\w.]*\w)/g)].map(([, path = '']) => ({ path })));
}

function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
