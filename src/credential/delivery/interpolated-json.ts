/** A Docker configuration that a template writes as text, with its actions taken out. */
export interface InterpolatedJson {
  /** The entries by key; `null` for one that an action writes as a whole. A key that is an action is found in `actions`. */
  readonly auths: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  /** What stands between `{{` and `}}`, by the mark that took its place. */
  readonly actions: ReadonlyMap<string, string>;
}

/** One action; quoted text in it may hold braces. */
const ACTION = /\{\{((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*)\}\}/y;

/** Reads JSON text with actions of a Go template in it; `undefined` when it is something else. */
export function parseInterpolatedJson(templateText: string): InterpolatedJson | undefined {
  const actions = new Map<string, string>();
  const json = replaceActions(templateText, actions);
  const auths = json === undefined ? undefined : authsOf(json);
  if (auths === undefined) {
    return undefined;
  }
  const entries = Object.entries(auths).map(([key, entry]) => {
    const isWritten = typeof entry === 'string' && actions.has(entry);
    return [key, isWritten ? null : entry] as const;
  });
  return entries.every(([key, entry]) => isEntry(entry) && (actions.has(key) || !key.includes(MARK)))
    ? { auths: Object.fromEntries(entries) as InterpolatedJson['auths'], actions } : undefined;
}

/** Of the private use area: no host has it. */
const MARK = '\ue000';

/** Puts a mark for every action: within quotes as it is, elsewhere as a string. */
function replaceActions(template: string, actions: Map<string, string>): string | undefined {
  let json = '';
  let quoted = false;
  let index = 0;
  while (index < template.length) {
    const character = template[index] ?? '';
    if (template.startsWith('{{', index)) {
      ACTION.lastIndex = index;
      const match = ACTION.exec(template);
      if (match === null) {
        return undefined;
      }
      const mark = `${MARK}${actions.size}${MARK}`;
      actions.set(mark, (match[1] ?? '').replace(/^-\s|\s-$/g, ''));
      json += quoted ? mark : `"${mark}"`;
      index += match[0].length;
    } else {
      const length = quoted && character === '\\' ? 2 : 1;
      quoted = character === '"' ? !quoted : quoted;
      json += template.slice(index, index + length);
      index += length;
    }
  }
  return json;
}

function authsOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(json);
    const auths: unknown = isEntry(content) ? content?.['auths'] : undefined;
    return isEntry(auths) && auths !== null ? auths : undefined;
  } catch {
    return undefined; // not JSON, and its text may be secret
  }
}

function isEntry(value: unknown): value is Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && !Array.isArray(value);
}
