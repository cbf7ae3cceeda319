import { quote } from '../error';
import { isRepository } from './grammar';

/** More wrong components than this are counted, not listed. */
const MAX_LISTED = 5;

/**
 * Says what is wrong with the path of an image (without host, tag and digest), in the words of an error message.
 *
 * @returns one text per problem, none when the path is well formed
 */
export function explainRepository(path: string): string[] {
  if (isRepository(path, 0, path.length)) {
    return [];
  }
  if (path === '') {
    return ['the path is empty'];
  }
  const problems: string[] = [];
  const components = path.split('/');
  const last = components.length - 1;
  if (components[0] === '') {
    problems.push('the path begins with a slash');
  }
  if (last > 0 && components[last] === '') {
    problems.push('the path ends with a slash');
  }
  if (components.slice(1, last).includes('')) {
    problems.push('the path has two slashes in a row');
  }
  const wrong = components.filter((component) => component !== '').flatMap((component) => {
    const reasons = explainComponent(component);
    return reasons.length === 0 ? [] : [`path component ${quote(component)} ${reasons.join(', ')}`];
  });
  problems.push(...wrong.slice(0, MAX_LISTED));
  if (wrong.length > MAX_LISTED) {
    problems.push(`and ${wrong.length - MAX_LISTED} more path components like these`);
  }
  return problems;
}

function explainComponent(component: string): string[] {
  if (isRepository(component, 0, component.length)) {
    return [];
  }
  const reasons: string[] = [];
  if (/[A-Z]/.test(component)) {
    reasons.push('has upper-case letters');
  }
  const illegal = [...new Set(component.match(/[^A-Za-z0-9._-]/gu) ?? [])];
  if (illegal.length > 0) {
    reasons.push(`may not hold ${quote(illegal.slice(0, 8).join(''), 60)}`);
  }
  if (/^[._-]/.test(component)) {
    reasons.push('begins with a separator');
  }
  if (/[._-]$/.test(component)) {
    reasons.push('ends with a separator');
  }
  const separators = component.replace(/^[._-]+|[._-]+$/g, '').match(/[._-]{2,}/g) ?? [];
  if (separators.some((run) => run !== '__' && !/^-+$/.test(run))) {
    reasons.push('has separators in a row (one dot, one or two underscores, or dashes may join its parts)');
  }
  return reasons;
}
