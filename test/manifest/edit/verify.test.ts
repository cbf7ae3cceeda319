import type { JsonObject } from '../../../src/manifest';
import { SourceText } from '../../../src/manifest/edit/source-text';
import { Overrides } from '../../../src/manifest/edit/verify';

const TEXT = 'a: old\nb: [1, x]\n---\nbroken: [\n---\nc: 1\n';

function difference(edited: string, wanted?: string): string | undefined {
  const { documents } = new SourceText(TEXT);
  const overrides = new Overrides();
  if (wanted !== undefined) {
    overrides.set({ container: documents[0]?.value as JsonObject, key: 'a' }, wanted);
  }
  return overrides.findDifference(documents, edited);
}

describe('the check of an edited text', () => {
  test('passes when just the wanted text changed', () => {
    expect(difference(TEXT)).toBeUndefined();
    expect(difference(TEXT.replace('old', 'new'), 'new')).toBeUndefined();
    expect(difference(TEXT.replace('old', '"new" # quoted'), 'new')).toBeUndefined();
  });

  test.each([
    ['the wanted change is missing', TEXT, 'new'], ['another text came', TEXT.replace('old', 'odd'), 'new'], ['another value changed too', TEXT.replace('old', 'new').replace('1, x', '2, x'), 'new'],
    ['a type changed', TEXT.replace('old', '5'), '5'], ['a key came', `z: 1\n${TEXT}`, undefined], ['an item went', TEXT.replace('1, x', '1'), undefined],
  ])('fails when %s', (_title, edited, wanted) => {
    expect(difference(edited, wanted)).toBe('document 1: a value changed that should not have, or did not change as it should');
  });

  test('passes when just the wanted key came', () => {
    const { documents } = new SourceText(TEXT);
    const overrides = new Overrides();
    overrides.set({ container: documents[0]?.value as JsonObject, key: 'z' }, [{ name: 'x' }]);

    expect(overrides.findDifference(documents, `z: [{ name: x }]\n${TEXT}`)).toBeUndefined();
    expect(overrides.findDifference(documents, TEXT)).toBeDefined();
    expect(overrides.findDifference(documents, `z: [{ name: y }]\n${TEXT}`)).toBeDefined();
  });

  test('fails when a document came, went, broke or was mended', () => {
    expect(difference(`${TEXT}---\nd: 1\n`)).toBe('document 4: it can be read, unlike before');
    expect(difference('a: old\nb: [1, x]\n')).toBe('it has 1 documents instead of 3');
    expect(difference(TEXT.replace('c: 1', 'c: ['))).toBe('document 3: it is not valid YAML: the indentation is wrong, or a bracket or brace is not closed');
    expect(difference(TEXT.replace('broken: [', 'broken: []'))).toBe('document 2: it can be read, unlike before');
  });
});
