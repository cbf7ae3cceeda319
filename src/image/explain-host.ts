import { quote } from '../error';
import { isHost } from './grammar';
import { schemeOf, withoutUserInfo } from './user-info';

/**
 * Says what is wrong with `host[:port]`, in the words of an error message.
 *
 * @returns one text per problem, none when the host is well formed
 */
export function explainHost(host: string): string[] {
  if (host === '') {
    return ['the host is empty'];
  }
  if (isHost(host, host.length)) {
    return [];
  }
  const shown = quote(withoutUserInfo(host));
  if (schemeOf(host) !== '') {
    return [`host ${shown} has a scheme in front, leave it out`];
  }
  if (/[/@]/.test(host)) {
    return [host.includes('@') ? `host ${shown} has a login in front, leave it out` : `host ${shown} holds a path, leave it out`];
  }
  if (host.startsWith('[')) {
    return [`host ${shown} is not an IPv6 address in brackets with an optional port, such as "[2001:db8::1]:5000"`];
  }
  const [name = '', ...ports] = host.split(':');
  if (ports.length > 1) {
    return [/^[0-9a-f:.]+$/i.test(host)
      ? `host ${shown} looks like an IPv6 address, which needs brackets`
      : `host ${shown} has more than one colon`];
  }
  const problems = explainLabels(name, shown);
  const port = ports[0];
  if (port !== undefined && !/^\d+$/.test(port)) {
    problems.push(port === '' ? `host ${shown} has a colon without a port` : `host ${shown} has a port that is no number (a tag goes to the end)`);
  }
  return problems;
}

function explainLabels(name: string, shown: string): string[] {
  if (name === '') {
    return [`host ${shown} has no name before the port`];
  }
  const problems: string[] = [];
  const illegal = [...new Set(name.match(/[^A-Za-z0-9.-]/gu) ?? [])];
  if (illegal.length > 0) {
    problems.push(`host ${shown} has ${quote(illegal.slice(0, 8).join(''), 60)}, a host name is made of letters, digits, dots and dashes`);
  }
  const labels = name.split('.');
  if (labels.includes('')) {
    problems.push(`host ${shown} has an empty label (a dot at its start or end, or two dots in a row)`);
  }
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    problems.push(`host ${shown} has a label that begins or ends with a dash`);
  }
  return problems;
}
