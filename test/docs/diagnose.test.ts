import { pullTroubles } from '../../src';
import { expectSection, printTable } from './section';

test('docs/diagnose.md lists every cause, with the words of the report', () => {
  const rows = pullTroubles.map(({ id, family, cause, remedy, see }) => [`\`${id}\``, family, cause, remedy, `[read on](${see})`]);

  expectSection('docs/diagnose.md', 'troubles', printTable(['id', 'about', 'what is wrong', 'what to do', ''], rows));
});

test('docs/diagnose.md lists every message', () => {
  const sections = pullTroubles.map(({ id, examples }) => `\n**\`${id}\`**\n\n${examples.map(({ from, text, source }) => `- [${from}](${source}): ${code(text)}\n`).join('')}`);

  expectSection('docs/diagnose.md', 'messages', sections.join(''));
});

/** A message may hold the marks of code itself. */
function code(text: string): string {
  return text.includes('`') ? `\`\`${text}\`\`` : `\`${text}\``;
}
