import * as fc from 'fast-check';
import { LineStarts } from '../../../src/manifest/read/line-starts';

test('the line of a place is one more than the line feeds before it, in whatever order one asks', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r') }), fc.array(fc.nat(30)), (text, offsets) => {
    const lines = new LineStarts(text);
    for (const offset of offsets) {
      expect(lines.lineAt(offset)).toBe(text.slice(0, offset).split('\n').length);
    }
  }));
});
