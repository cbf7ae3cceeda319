import fc from 'fast-check';
import { pullproof, scratchFolder } from './support';

const folder = scratchFolder();

/** Every way to read something; none of them may ever crash. */
const COMMANDS = [
  ['audit', '-r', 'harbor.example.com/agents'],
  ['audit', '-r', 'harbor.example.com', '--json', '--strict', '-n', 'agents'],
  ['images'],
  ['images', '--json'],
] as const satisfies readonly (readonly string[])[];

/** Texts that have a chance to be read as manifests. */
const YAMLISH = fc.array(fc.constantFrom(
  'apiVersion: v1', 'kind: Pod', 'kind: Secret', 'kind: List', 'metadata: {name: a}', 'spec: {containers: [{image: a}]}', 'items:', '- ', '  ', '---', '...',
  'image: [', 'data: {a: "', '"}', '&a', '*a', '<<: *a', '!!binary x', '? ', ': ', '{}', '[]', 'null', '\t', '%YAML 1.2', '\u0000', '\u0085', '\u2028', '__proto__:', '|-',
  'imagePullSecrets: 7', 'stringData: {.dockerconfigjson: "{"}', 'type: kubernetes.io/dockerconfigjson',
), { maxLength: 40 }).map((pieces) => pieces.join('\n'));

const BYTES = fc.oneof(fc.uint8Array({ maxLength: 400 }), YAMLISH.map((text) => Buffer.from(text, 'utf8')), fc.json().map((text) => Buffer.from(text, 'utf8')));

function expectCalm({ code, out, err }: { code: number; out: string; err: string }): void {
  expect([0, 1, 2]).toContain(code);
  expect(err).not.toMatch(/defect of pullproof|\n\s+at /);
  // Bad input says so, and anything else gives an answer.
  expect(code === 2 ? [out, err.startsWith('pullproof: ')] : [out === '' && err === '', false]).toEqual(code === 2 ? ['', true] : [false, false]);
  expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
}

test.each(COMMANDS.map((command) => ({ name: command.join(' '), command })))('$name: any bytes end with 0, 1 or 2, and never with a stack', async ({ command }) => {
  await fc.assert(fc.asyncProperty(BYTES, async (input) => {
    expectCalm(await pullproof(command, { input }));
  }), { numRuns: 400 });
});

test('values: any bytes as a values file', async () => {
  await fc.assert(fc.asyncProperty(BYTES, async (input) => {
    folder.write('any.yaml', input);
    expectCalm(await pullproof(['values', '--agent', 'cloudzero', '--release', '1.2.13', '-r', 'harbor.example.com', '-f', 'any.yaml'], { workingDirectory: folder.path }));
  }), { numRuns: 400 });
});

test('any command line', async () => {
  const word = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('audit', 'images', 'values', 'help', '-', '--', '-r', '--registry', '--json', '--layout', '--help', '-f', '--agent', 'cloudzero', '--release', '1.2.13',
      '--acknowledge', '--declare-secret', '--node-identity', 'harbor.example.com', '--pull-secret', '-n', '--strict', '--registry='),
  );
  await fc.assert(fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (args) => {
    // An output file would be written.
    fc.pre(!args.some((arg) => /^-?-o/.test(arg)));
    const { code, err } = await pullproof(args, { input: '', workingDirectory: folder.path });

    expect([0, 1, 2]).toContain(code);
    expect(err).not.toMatch(/defect of pullproof|\n\s+at /);
  }), { numRuns: 1000 });
});

test.each([
  ['objects', '{"a":', '}'],
  ['lists', '[', ']'],
])('%s nested ten thousand deep', async (_name, open, close) => {
  const depth = 10_000;
  const input = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"spec":${open.repeat(depth)}1${close.repeat(depth)}}`;

  for (const command of COMMANDS) {
    expectCalm(await pullproof(command, { input }));
  }
});

test('aliases that would grow beyond all bounds', async () => {
  const lines = Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`);
  const input = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na0: &a0 [image]\n${lines.join('\n')}\n`;

  for (const command of COMMANDS) {
    expectCalm(await pullproof(command, { input }));
  }
});
