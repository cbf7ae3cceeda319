import type { ImageParts, JsonObject } from '../../../src/manifest';
import { partEdits } from '../../../src/manifest/edit/part-edits';

const DIGEST = `sha256:${'1'.repeat(64)}`;

function edited(object: JsonObject, parts: ImageParts, to: string): JsonObject | string {
  const edits = partEdits(object, parts, to);
  return typeof edits === 'string' ? edits : { ...object, ...Object.fromEntries(edits.map((edit) => [edit.key, edit.to])) };
}

describe('partEdits', () => {
  const whole: ImageParts = { registry: 'registry', repository: 'repository', tag: 'tag', digest: 'digest' };

  test('every key keeps its kind of content', () => {
    expect(edited({ registry: 'quay.io', repository: 'a/b', tag: 'v1', digest: DIGEST }, whole, `h.io:5000/p/a/b:v2@sha256:${'2'.repeat(64)}`))
      .toEqual({ registry: 'h.io:5000', repository: 'p/a/b', tag: 'v2', digest: `sha256:${'2'.repeat(64)}` });
    expect(edited({ registry: 'quay.io', repository: 'a/b', tag: 'v1', digest: '1'.repeat(64) }, whole, `h.io/a/b:v1@${DIGEST}`))
      .toEqual({ registry: 'h.io', repository: 'a/b', tag: 'v1', digest: '1'.repeat(64) });
  });

  test('what has no key of its own stays with the repository', () => {
    expect(edited({ repository: 'quay.io/a/b:v1' }, { repository: 'repository' }, `h.io/a/b:v1@${DIGEST}`)).toEqual({ repository: `h.io/a/b:v1@${DIGEST}` });
    expect(edited({ image: 'a/b', tag: 'v1' }, { repository: 'image', tag: 'tag' }, `h.io/a/b:v1@${DIGEST}`)).toBe('the new reference does not fit the keys');
  });

  test('a reference without a host goes to Docker Hub', () => {
    expect(edited({ registry: 'quay.io', repository: 'a/b', tag: 'v1' }, { registry: 'registry', repository: 'repository', tag: 'tag' }, 'nginx:v1'))
      .toEqual({ registry: 'docker.io', repository: 'library/nginx', tag: 'v1' });
  });

  test.each([
    [{ repository: 'a/b', tag: 'v1' }, 'h.io/a/b', 'the new reference lacks the tag or digest that the old one has'],
    [{ repository: 'a/b', tag: 5 }, 'h.io/a/b:6', 'a key that would have to change is no text'],
    [{ repository: 'a/b', tag: 'v1' }, 'h.io/A/b:v1', 'the new text is no image reference'],
  ])('%j cannot become %s', (object, to, reason) => {
    expect(edited(object, { repository: 'repository', tag: 'tag' }, to)).toBe(reason);
  });
});
