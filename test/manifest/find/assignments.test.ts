import * as fc from 'fast-check';
import { imageAssignments } from '../../../src/manifest/find/assignments';

function found(text: string): string[] {
  return [...imageAssignments(text)].map(({ name, value }) => `${name} = ${value}`);
}

describe('imageAssignments', () => {
  test.each([
    ['image: a/b:1', ['image = a/b:1']], ['  - image: "a/b:1" # x', ['image = a/b:1']], ["'image': 'a/b:1',", ['image = a/b:1']], ['{"image":"a/b:1"}', ['image = a/b:1']],
    ['{\\"image\\": \\"a/b:1\\"}', ['image = a/b:1']], ['SIDECAR_IMAGE=a/b:1', ['SIDECAR_IMAGE = a/b:1']], ['$image := "a/b:1"', ['image = a/b:1']], ['--proxy-image a/b:1', ['proxy-image = a/b:1']],
    ['--image=a/b:1', ['image = a/b:1']], ['image: {{ .Values.image }}:{{ .Tag }}', ['image = {{ .Values.image }}:{{ .Tag }}']], ['image: {{ open', []], ['image:\n  a/b:1', []], ['an image a/b:1', []],
    ['image: a/b:1 image: c/d:2', ['image = a/b:1', 'image = c/d:2']], ['image:', []], ['image = ', []],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test('the start of a value is where it stands', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('image', ':', '=', ' ', '"', '{{', '}}', 'a', '/', '\n', '-'), maxLength: 40 }), (text) => {
      for (const { value, start } of imageAssignments(text)) {
        expect(text.startsWith(value, start)).toBe(true);
      }
    }));
  });
});
