import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/audit';

const ROWS = readFileSync(join(__dirname, '..', '..', 'docs', 'rules.md'), 'utf8').split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));

describe('docs/rules.md', () => {
  test('has a row for every rule, in the order of the report, and no other', () => {
    expect(ROWS.map(([id]) => id)).toEqual(RULES.map(({ id }) => `\`${id}\``));
  });

  test('says what each rule demands in the words of the rule', () => {
    expect(ROWS.map(([, , demand]) => demand?.replaceAll('`', ''))).toEqual(RULES.map(({ title }) => title.replaceAll('`', '')));
  });

  test('has a severity, a cause and a remedy for each', () => {
    for (const [id, severity, , cause, remedy, ...rest] of ROWS) {
      expect([id, /^(error|warning)\b/.test(severity ?? ''), (cause ?? '') !== '', (remedy ?? '') !== '', rest]).toEqual([id, true, true, true, []]);
    }
  });
});

describe('rules', () => {
  test('have ids in kebab case, each its own', () => {
    expect(RULES.map(({ id }) => id).filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });
});
