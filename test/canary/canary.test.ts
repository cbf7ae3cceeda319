import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { findForms, formsOf } from './forms';

const ROOT = join(__dirname, '..', '..');

/** Everything that is published, shown to people, or kept in version control beside the sources of tests. */
const SEARCHED = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'bench', 'bin', 'docs', 'examples', 'lib', 'schema', 'src', 'test', 'tools'];

/** The one file that may hold it; everything else imports it from there. */
const HOME = join('test', 'support', 'canary.ts');

const FORMS = formsOf(CANARY_PASSWORD);

function filesBelow(path: string): string[] {
  if (!existsSync(path)) {
    return []; // `lib` before the first compilation
  }
  return statSync(path).isDirectory()
    ? readdirSync(path).filter((name) => name !== 'node_modules').flatMap((name) => filesBelow(join(path, name)))
    : [path];
}

test('the canary is nowhere but at home: not in a snapshot, a golden file, an example, a page, or what is published', () => {
  const files = SEARCHED.flatMap((name) => filesBelow(join(ROOT, name)));
  const found = files
    .map((file) => ({ file: relative(ROOT, file), forms: findForms(readFileSync(file, 'latin1'), FORMS) }))
    .filter(({ file, forms }) => file !== HOME && forms.length > 0);

  expect(files.length).toBeGreaterThan(300);
  expect(found).toEqual([]);
});

describe('the search itself', () => {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

  test.each([
    ['as it is', `password: ${CANARY_PASSWORD}`],
    ['in a URL', `https://robot:${encodeURIComponent(CANARY_PASSWORD)}@harbor.example.com`],
    ['with every special character escaped', CANARY_PASSWORD.replaceAll('-', '%2D')],
    ['in JSON', JSON.stringify({ password: CANARY_PASSWORD })],
    ['in JSON with escapes', CANARY_PASSWORD.replaceAll('-', '\\u002D')],
    ['in base64', base64(CANARY_PASSWORD)],
    ['in base64 for URLs', Buffer.from(CANARY_PASSWORD).toString('base64url')],
    ['in hexadecimal', Buffer.from(CANARY_PASSWORD).toString('hex')],
    ...['', 'a', 'ab', CANARY_USERNAME, `${CANARY_USERNAME}!`, 'AWS'].map((user) => [`as auth of ${user === '' ? 'nobody' : user}`, base64(`${user}:${CANARY_PASSWORD}`)]),
    ...['', 'a', 'ab'].map((user) => [
      `in a Secret, as auth of ${user === '' ? 'nobody' : user}`, base64(`{"auths":{"harbor.example.com":{"auth":"${base64(`${user}:${CANARY_PASSWORD}`)}"}}}`),
    ]),
    ...['', '\n', '\n\n'].map((after) => [`in base64 with ${after.length} line feeds behind it`, base64(`${CANARY_PASSWORD}${after}`)]),
  ])('finds it %s', (_name, text) => {
    expect(findForms(`before ${text} after`, FORMS)).not.toEqual([]);
  });

  test('finds nothing in other texts', () => {
    expect(findForms(`password: ${base64(CANARY_USERNAME)} CANARY not a secret`, FORMS)).toEqual([]);
  });
});
