import { ERROR_CODES } from '../../src';
import { expectSection, printTable } from './section';

test('docs/errors.md lists every code, with the words of the code itself', () => {
  const rows = Object.entries(ERROR_CODES).map(([code, { meaning, cause, fix }]) => [`\`${code}\``, meaning, cause, fix]);

  expectSection('docs/errors.md', 'codes', printTable(['code', 'meaning', 'usual cause', 'what to do'], rows));
});
