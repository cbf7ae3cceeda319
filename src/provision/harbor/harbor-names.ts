import { quote } from '../../error';

/** Harbor's own pattern for projects and for short names of robots. */
const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/**
 * What keeps a text from being the name of a Harbor project or robot; empty when it is fine.
 *
 * @param what how the problems call it: `project`.
 * @see https://github.com/goharbor/harbor/blob/main/src/server/v2.0/handler/project.go
 */
export function harborNameProblems(what: string, name: string): string[] {
  return [
    ...(NAME.test(name) ? [] : [`${what} must be lower-case letters and digits with single ".", "_" or "-" between them (got ${quote(name)})`]),
    ...(name.length > 255 ? [`${what} has ${name.length} characters, Harbor takes 255`] : []),
  ];
}
