import { wantsColour } from '../../src/cli/colour';

const terminal = { isTTY: true, hasColors: (): boolean => true };
const pipe = {};

test.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', pipe, {}, false],
  ['a terminal without colours', { isTTY: true, hasColors: () => false }, {}, false],
  ['a terminal, NO_COLOR', terminal, { NO_COLOR: '1' }, false],
  ['a terminal, an empty NO_COLOR', terminal, { NO_COLOR: '' }, true],
  ['a pipe, FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true],
  ['a pipe, an empty FORCE_COLOR', pipe, { FORCE_COLOR: '' }, true],
  ['a terminal, FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, false],
  ['a terminal, FORCE_COLOR=false', terminal, { FORCE_COLOR: 'false' }, false],
  ['a pipe, both', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('%s', (_name, stream, environment, expected) => {
  expect(wantsColour(stream, environment)).toBe(expected);
});
