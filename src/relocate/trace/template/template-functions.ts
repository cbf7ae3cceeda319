import { anyOf, elementsOf, memberOf, NOTHING } from './possible';
import type { Possible } from './possible';
import type { TemplateUse } from './value-node';

/** What a function needs from the evaluation that calls it. */
export interface FunctionHost {
  /** Notes that values are used. */
  use(value: Possible, use: TemplateUse): void;
  /** Runs a named template. */
  include(name: Possible, argument: Possible): Possible;
  /** Runs texts of values as templates. */
  tpl(text: Possible, argument: Possible): void;
}

type Implementation = (given: readonly Possible[], host: FunctionHost) => Possible;

/**
 * What a function of Helm's templates may return, as far as it leads to values.
 *
 * A function that is not known here is taken for one that works on texts: what it returns may be any of its arguments,
 * so that `.Values.registry | trimSuffix "/"` still counts as the registry where it is printed.
 *
 * @see https://helm.sh/docs/chart_template_guide/function_list/
 */
export function callFunction(name: string, given: readonly Possible[], host: FunctionHost): Possible {
  return (FUNCTIONS.get(name) ?? passedOn)(given, host);
}

/** The texts among the arguments are separators, formats and defaults: none of them is a key. */
const passedOn: Implementation = (given) => anyOf(given.map((value) => (value.texts === undefined ? value : { nodes: value.nodes })));

const asked: Implementation = (given, host) => {
  given.forEach((value) => host.use(value, 'tested'));
  return NOTHING;
};

const printedWhole: Implementation = (given, host) => {
  given.forEach((value) => host.use(value, 'yaml'));
  return anyOf(given);
};

const anyArgument: Implementation = (given) => anyOf(given);
const anyElement: Implementation = (given) => anyOf(given.map((value) => elementsOf(value)));
const list: Implementation = (given) => ({ nodes: [], items: [...given] });
const firstArgument: Implementation = ([first = NOTHING]) => first;

const dict: Implementation = (given) => {
  const fields = new Map<string, Possible>();
  for (let index = 0; index < given.length; index += 2) {
    for (const key of given[index]?.texts ?? []) {
      fields.set(key, given[index + 1] ?? NOTHING);
    }
  }
  return { nodes: [], fields };
};

/** `index .Values "a" "b"`; a key that is not known may be any. */
const index: Implementation = ([value = NOTHING, ...keys]) => keys.reduce((inner, key) => step(inner, key), value);

/** `dig "a" "b" default map`. */
const dig: Implementation = (given) => {
  const keys = given.slice(0, -2);
  return anyOf([keys.reduce((inner, key) => step(inner, key), given.at(-1) ?? NOTHING), given.at(-2) ?? NOTHING]);
};

const hasKey: Implementation = ([value = NOTHING, key = NOTHING], host) => {
  host.use(step(value, key), 'tested');
  return NOTHING;
};

/** `set` changes the map it is given, and returns it. */
const set: Implementation = ([map = NOTHING, key = NOTHING, value = NOTHING]) => {
  for (const name of key.texts ?? []) {
    map.fields?.set(name, anyOf([map.fields.get(name) ?? NOTHING, value]));
    memberOf({ nodes: map.nodes }, name).nodes.forEach((node) => node.overlays.push(...value.nodes.filter((other) => other !== node)));
  }
  return map;
};

/** So do the functions that merge. */
const merge: Implementation = ([target = NOTHING, ...others]) => {
  target.nodes.forEach((node) => node.overlays.push(...others.flatMap(({ nodes }) => nodes).filter((other) => other !== node)));
  const joined = anyOf([target, ...others]);
  joined.fields?.forEach((value, key) => target.fields?.set(key, value));
  return joined;
};

function step(value: Possible, key: Possible): Possible {
  return key.texts === undefined ? elementsOf(value) : anyOf(key.texts.map((text) => memberOf(value, text)));
}

const FUNCTIONS = new Map<string, Implementation>([
  ...named(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'not', 'empty', 'len', 'kindIs', 'kindOf', 'typeIs', 'typeOf', 'typeIsLike', 'kindIsLike', 'has',
    'contains', 'hasPrefix', 'hasSuffix', 'regexMatch', 'mustRegexMatch', 'semverCompare', 'isInt', 'all', 'any', 'sha256sum', 'sha1sum',
    'adler32sum', 'lookup', 'fail', 'keys'], asked),
  ...named(['toYaml', 'toYamlPretty', 'mustToYaml', 'toJson', 'mustToJson', 'toPrettyJson', 'mustToPrettyJson', 'toRawJson', 'mustToRawJson', 'toToml'],
    printedWhole),
  ...named(['default', 'coalesce', 'ternary', 'or', 'and', 'deepCopy', 'mustDeepCopy', 'concat', 'uniq', 'mustUniq', 'reverse', 'mustReverse',
    'compact', 'mustCompact', 'sortAlpha', 'rest', 'mustRest', 'initial', 'mustInitial', 'slice', 'mustSlice', 'toString', 'lower', 'trim', 'quote',
    'squote', 'fromYaml', 'fromYamlArray', 'fromJson', 'fromJsonArray', 'print', 'toStrings'], anyArgument),
  ...named(['values', 'first', 'mustFirst', 'last', 'mustLast'], anyElement),
  ...named(['list', 'tuple'], list),
  ...named(['append', 'mustAppend', 'prepend', 'mustPrepend'], ([to = NOTHING, item = NOTHING]) => anyOf([to, { nodes: [], items: [item] }])),
  ...named(['pick', 'omit', 'unset', 'without', 'mustWithout'], firstArgument),
  ...named(['merge', 'mustMerge', 'mergeOverwrite', 'mustMergeOverwrite'], merge),
  ['dict', dict],
  ['index', index],
  ['get', index],
  ['dig', dig],
  ['hasKey', hasKey],
  ['set', set],
  ['pluck', ([key = NOTHING, ...maps]) => ({ nodes: [], items: maps.map((map) => step(map, key)) })],
  ['required', ([, value = NOTHING]) => value],
  ['include', ([name = NOTHING, argument = NOTHING], host) => host.include(name, argument)],
  ['tpl', ([text = NOTHING, argument = NOTHING], host) => {
    host.tpl(text, argument);
    return { nodes: text.nodes };
  }],
]);

function named(names: readonly string[], implementation: Implementation): [string, Implementation][] {
  return names.map((name) => [name, implementation]);
}
