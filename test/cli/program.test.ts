import { join } from 'node:path';
import { Agent } from '../../src/agent';
import { CANARY_PASSWORD } from '../support/canary';
import { expectGolden } from '../support/golden';
import { pullproof } from './support';

const golden = (name: string): string => join(__dirname, 'golden', 'help', `${name}.txt`);

describe('help', () => {
  test('no arguments at all print the help to standard error, because nothing was done', async () => {
    const { code, out, err } = await pullproof([]);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expectGolden(golden('pullproof'), err);
  });

  test.each([['--help'], ['-h'], ['help']])('%s prints the same to standard output', async (argument) => {
    const { code, out, err } = await pullproof([argument]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expectGolden(golden('pullproof'), out);
  });

  test.each([
    'audit', 'check', 'diagnose', 'explain', 'images', 'lock', 'mirror', 'overlay', 'post-render', 'render', 'rewrite', 'values',
  ])('%s --help and help %s print its options, examples and exit codes', async (command) => {
    const { code, out, err } = await pullproof([command, '--help']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    // The catalogue grows; the next test is about it.
    expectGolden(golden(command), out.replace(/(Agents and their releases:\n)(?: {2}.+\n)+/, '$1  …\n'));
    expect(await pullproof(['help', command])).toEqual({ code: 0, out, err: '' });
  });

  test('the help of values lists the catalogue', async () => {
    const { out } = await pullproof(['help', 'values']);

    expect(out).toContain(`\nAgents and their releases:\n${Agent.names().map((name) => `  ${name}: ${Agent.releases(name).join(', ')}\n`).join('')}\n`);
    expect(out).toContain('  cloudzero: 1.2.9, 1.2.10, 1.2.11, 1.2.12, 1.2.13\n');
  });

  test('help is wrapped to the terminal', async () => {
    const { out } = await pullproof(['images', '--help'], { columns: 60 });

    expect(out.slice(0, out.indexOf('Certain')).split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  test('--version prints the version and nothing else', async () => {
    expect(await pullproof(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });
});

describe('a command line that cannot be understood', () => {
  const refused = async (args: readonly string[], err: string): Promise<void> =>
    expect(await pullproof(args)).toEqual({ code: 2, out: '', err: `pullproof: ${err}\n` });

  test('an unknown command gets a suggestion', async () => {
    await refused(['audt'], 'unknown command \'audt\', did you mean "audit"?; see "pullproof help"');
  });

  test('an unknown command without a likeness gets the list', async () => {
    await refused(['prove-it-all'], 'unknown command \'prove-it-all\'; see "pullproof help"');
  });

  test.each([[['help', 'nope']], [['nope', '--help']], [['nope', '-r', 'x']]])('%j is an unknown command too, not a request for help', async (args) => {
    await refused(args, 'unknown command \'nope\'; see "pullproof help"');
  });

  test('an unknown option gets a suggestion, before missing ones are asked for', async () => {
    await refused(['audit', '--registri', 'harbor.example.com'], 'unknown option \'--registri\', did you mean "--registry"?; see "pullproof help audit"');
  });

  test('an unknown option of the program itself', async () => {
    await refused(['--verson'], 'unknown option \'--verson\', did you mean "--version"?; see "pullproof help"');
  });

  test('an option without its value', async () => {
    await refused(['audit', '--registry'], 'option \'-r, --registry <HOST[/PREFIX]>\' argument missing; see "pullproof help audit"');
  });

  test('an argument that a command does not take', async () => {
    await refused(
      ['values', 'chart', 'extra'],
      'too many arguments for \'values\'. Expected 1 argument but got 2; see "pullproof help values"',
    );
  });

  test('audit without a registry', async () => {
    await refused(['audit'], 'an option is missing: --registry; see "pullproof help audit"');
  });

  test('values names every missing option at once', async () => {
    await refused(['values', '--release', '1.2.13'], 'options are missing: --agent, --registry; see "pullproof help values"');
  });

  test('control characters of an argument are escaped', async () => {
    await refused(['\u001b[31mred\n'], 'unknown command \'\\u001b[31mred\\n\'; see "pullproof help"');
  });
});

describe('errors that are not ours', () => {
  const defect = (message: string): { out: () => void } => ({
    out: () => {
      throw new TypeError(message);
    },
  });

  test('are called defects, and shown without a stack', async () => {
    expect(await pullproof(['--version'], defect('x is not a function\u001b[31m'))).toEqual({
      code: 2,
      out: '',
      err: 'pullproof: unexpected error: x is not a function\\u001b[31m\nThis is a defect of pullproof; please report it with the command you ran.\n',
    });
  });

  test('do not repeat a login of the command line', async () => {
    const address = `https://me:${CANARY_PASSWORD}@harbor.example.com`;
    const refused = await pullproof(['images', `--json=${address}`]);
    expect(refused.err).toBe('pullproof: unknown option \'--json=https://…@harbor.example.com\'; see "pullproof help images"\n');
    expect((await pullproof(['--version', address], defect(`cannot reach ${address}`))).err).toContain('cannot reach https://…@harbor.example.com\n');
  });
});
