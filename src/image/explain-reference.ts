import { quote } from '../error';
import { explainDigest } from './explain-digest';
import { explainHost } from './explain-host';
import { explainRepository } from './explain-repository';
import { explainTag } from './explain-tag';
import { isImageId, MAX_NAME_LENGTH, startsWithHost } from './grammar';
import { DOCKER_HUB_HOST } from './image-reference';
import { endOfUserInfo, schemeOf } from './user-info';

/** What template engines and people leave behind: Go templates, shell and Make variables, `<placeholders>`, printf verbs. */
const TEMPLATE = /\{\{.*?\}\}|\{\{|\}\}|\$\{[^}]*\}?|\$\([^)]*\)?|\$[A-Za-z_]\w*|<[^<>]+>|%[sdv](?![0-9a-f])/su;

/**
 * Says everything that is wrong with a text that should be an image reference, in the words of an error message.
 *
 * The work of the slow path: {@link parseReference} calls it only for texts that do not parse.
 *
 * @returns one text per problem, none when the text is a reference
 */
export function explainReference(text: string): string[] {
  if (text.trim() === '') {
    return [text === '' ? 'it is empty' : 'it is nothing but white space'];
  }
  const problems: string[] = [];
  let rest = text;
  if (rest !== rest.trim()) {
    problems.push('white space around it');
    rest = rest.trim();
  }
  const scheme = schemeOf(rest);
  if (scheme !== '') {
    problems.push(`a scheme in front (${quote(scheme)}), a reference begins with the host`);
    rest = rest.slice(scheme.length);
  }
  const login = endOfUserInfo(rest);
  if (login !== -1) {
    rest = rest.slice(login + 1);
    if (!rest.includes('/')) {
      return [...problems, '"@" without a digest after it, expected algorithm:hex'];
    }
    problems.push('a login in front of the host; credentials belong in a pull secret');
  }
  const template = TEMPLATE.exec(rest);
  if (template !== null) {
    // Whatever else looks wrong is the template's doing.
    return [...problems, `an unfilled template or variable: ${quote(template[0])}`];
  }
  if (/\s/u.test(rest)) {
    return [...problems, 'white space inside it'];
  }
  if (rest === '') {
    return [...problems, 'nothing after the scheme'];
  }
  return [...problems, ...explainParts(rest)];
}

function explainParts(text: string): string[] {
  if (isImageId(text)) {
    return ['64 hexadecimal digits are read as an image id, not as a name'];
  }
  const at = text.indexOf('@');
  const end = at === -1 ? text.length : at;
  const slash = text.indexOf('/');
  const problems: string[] = [];

  const hasHost = slash !== -1 && slash < end && startsWithHost(text, slash);
  const host = hasHost ? text.slice(0, slash) : DOCKER_HUB_HOST;
  if (hasHost) {
    problems.push(...explainHost(host));
  }
  const start = hasHost ? slash + 1 : 0;
  const colon = text.indexOf(':', start);
  const pathEnd = colon === -1 || colon > end ? end : colon;
  const path = text.slice(start, pathEnd);
  if (hasHost && path === '') {
    problems.push('nothing follows the host but a slash');
  } else {
    problems.push(...explainRepository(path));
  }
  const length = nameLength(host, path);
  if (length > MAX_NAME_LENGTH) {
    problems.push(`the name has ${length} characters with its host, at most ${MAX_NAME_LENGTH} are allowed`);
  }
  if (pathEnd !== end) {
    problems.push(...explainTag(text.slice(pathEnd + 1, end)));
  }
  if (at !== -1) {
    problems.push(...explainDigest(text.slice(at + 1)));
  }
  return problems;
}

/** Length of the name once it is written in full. */
function nameLength(host: string, path: string): number {
  if (host !== DOCKER_HUB_HOST && host !== 'index.docker.io') {
    return host.length + 1 + path.length;
  }
  return DOCKER_HUB_HOST.length + 1 + path.length + (path.includes('/') ? 0 : 'library/'.length);
}
