/** One action of a Go template, with its quoted texts. */
const ACTION = /\{\{((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*)\}\}/g;

/** Quoted texts inside an action; what is in them are no fields. */
const QUOTED = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;

/** A field of the data, such as `.password`; not `.Values.x` of something else, nor a field of a call's result. */
const FIELD = /(?<![\w)\].])\.([A-Za-z_]\w*)/g;

/** The fields of the data that a Go template uses: `username`, `password`. */
export function templateFields(template: string): Set<string> {
  const fields = new Set<string>();
  for (const [, action = ''] of template.matchAll(ACTION)) {
    for (const [, field = ''] of action.replace(QUOTED, '""').matchAll(FIELD)) {
      fields.add(field);
    }
  }
  return fields;
}

/** Whether a template takes anything at all from the data, by field or by `index`. */
export function usesData(template: string): boolean {
  return [...template.matchAll(ACTION)].some(([, action = '']) => /(?<![\w)\]])\.|\$/.test(action.replace(QUOTED, '""')));
}
