import { parseTemplateExpression } from './go-template';
import type { TemplateExpression } from './go-template';
import { parseInterpolatedJson } from './interpolated-json';

/** What the template of a pull secret tells about its entries. */
export interface TemplateDescription {
  /** Keys of the entries that stand in the template as text. */
  readonly registries: string[];
  /**
   * Set when a key comes from the endpoint that the generator of ECR tokens returns: the host is known in the cluster only.
   *
   * @default - every key stands in the template
   */
  readonly dynamic?: 'ecr';
  /**
   * Set when the JSON is text with values put into it: a quote or backslash in a password breaks it.
   *
   * @default - a serialiser writes the JSON
   */
  readonly interpolated?: true;
}

/** Sprig's functions that print a value as JSON. */
const SERIALISERS = ['toJson', 'toRawJson', 'toPrettyJson', 'mustToJson', 'mustToRawJson', 'mustToPrettyJson'];

/**
 * Reads which registries the content of a pull secret is for, from its template in an ExternalSecret.
 *
 * Two forms are understood: a `dict` printed by `toJson`, which this package writes, and JSON text with values in it, which
 * the documentation of External Secrets shows. White space and `{{-` do not matter.
 *
 * @returns `undefined` when the template is neither, or when an entry holds no login.
 */
export function describeExternalSecretTemplate(templateText: string): TemplateDescription | undefined {
  const text = templateText.trim();
  const isAction = text.startsWith('{{') && text.endsWith('}}');
  const expression = isAction ? parseTemplateExpression(text.slice(2, -2).replace(/^-\s|\s-$/g, '')) : undefined;
  return expression === undefined ? describeInterpolated(text) : describeDict(expression);
}

function describeDict(expression: TemplateExpression): TemplateDescription | undefined {
  if (expression.type !== 'call' || !SERIALISERS.includes(expression.name) || expression.args.length !== 1) {
    return undefined;
  }
  const auths = pairsOf(expression.args[0])?.find(({ key }) => isText(key, 'auths'))?.value;
  const entries = pairsOf(auths);
  if (entries === undefined || !entries.every(({ value }) => isLogin(pairsOf(value)?.map(({ key }) => key.type === 'text' ? key.text : '')))) {
    return undefined;
  }
  return describeKeys(entries.map(({ key }) => key));
}

function describeInterpolated(templateText: string): TemplateDescription | undefined {
  const content = parseInterpolatedJson(templateText);
  const auths = content?.auths;
  if (content === undefined || auths === undefined || !Object.values(auths).every((entry) => entry === null || isLogin(Object.keys(entry)))) {
    return undefined;
  }
  const keys = Object.keys(auths).map((key): TemplateExpression | undefined =>
    content.actions.has(key) ? parseTemplateExpression(content.actions.get(key) ?? '') : { type: 'text', text: key });
  const description = describeKeys(keys);
  return description === undefined || content.actions.size === 0 ? description : { ...description, interpolated: true };
}

function describeKeys(keys: readonly (TemplateExpression | undefined)[]): TemplateDescription | undefined {
  const registries = keys.flatMap((key) => (key?.type === 'text' ? [key.text] : []));
  const others = keys.filter((key) => key?.type !== 'text');
  if (!others.every(isEcrEndpoint)) {
    return undefined;
  }
  return others.length === 0 ? { registries } : { registries, dynamic: 'ecr' };
}

/** `.proxy_endpoint`, with or without its scheme: the kubelet takes both. */
function isEcrEndpoint(key: TemplateExpression | undefined): boolean {
  if (key?.type === 'field') {
    return key.path === '.proxy_endpoint';
  }
  if (key?.type !== 'call') {
    return false;
  }
  const [scheme, empty, endpoint] = key.name === 'replace' ? key.args : [key.args[0], undefined, key.args[1]];
  const isCut = key.name === 'replace' ? isText(empty, '') : key.name === 'trimPrefix';
  return isCut && isText(scheme, 'https://') && endpoint?.type === 'field' && isEcrEndpoint(endpoint);
}

function isLogin(fields: readonly string[] | undefined): boolean {
  return fields !== undefined && (fields.includes('auth') || (fields.includes('username') && fields.includes('password')));
}

function pairsOf(expression: TemplateExpression | undefined): { key: TemplateExpression; value: TemplateExpression | undefined }[] | undefined {
  if (expression?.type !== 'call' || expression.name !== 'dict' || expression.args.length % 2 !== 0) {
    return undefined;
  }
  return expression.args.flatMap((key, index, args) => (index % 2 === 0 ? [{ key, value: args[index + 1] }] : []));
}

function isText(expression: TemplateExpression | undefined, text: string): boolean {
  return expression?.type === 'text' && expression.text === text;
}
