import { quote } from '../error';
import { isTag, MAX_TAG_LENGTH } from './grammar';

/** Says what is wrong with a tag; nothing when it is well formed. */
export function explainTag(tag: string): string[] {
  if (isTag(tag, 0, tag.length)) {
    return [];
  }
  if (tag === '') {
    return ['the tag after the colon is empty'];
  }
  const problems: string[] = [];
  if (tag.includes('/')) {
    return [`tag ${quote(tag)} holds a slash (a port belongs to a host, a tag to the end)`];
  }
  if (tag.length > MAX_TAG_LENGTH) {
    problems.push(`the tag has ${tag.length} characters, at most ${MAX_TAG_LENGTH} are allowed`);
  }
  const illegal = [...new Set(tag.match(/[^\w.-]/gu) ?? [])];
  if (illegal.length > 0) {
    problems.push(`tag ${quote(tag)} may not hold ${quote(illegal.slice(0, 8).join(''), 60)}`);
  }
  if (/^[.-]/.test(tag)) {
    problems.push(`tag ${quote(tag)} begins with a separator`);
  }
  return problems;
}
