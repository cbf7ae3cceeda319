import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/cli/decode';
import { deployment, pullproof, scratchFolder } from './support';

const folder = scratchFolder();
const IMAGE = 'harbor.example.com/agents/app:1.0';

/** The images that a run finds, with the file and line of each. */
async function found(args: readonly string[], input: string | Uint8Array = ''): Promise<string[]> {
  const { code, out, err } = await pullproof(['images', ...args], { input, workingDirectory: folder.path });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out.trimEnd().split('\n').map((line) => `${line.split(' ')[0] ?? ''} ${/\((.+)\)$/.exec(line)?.[1] ?? ''}`);
}

async function refused(args: readonly string[], err: string, input: string | Uint8Array = ''): Promise<void> {
  expect(await pullproof(['images', ...args], { input, workingDirectory: folder.path })).toEqual({ code: 2, out: '', err: `pullproof: ${err}\n` });
}

describe('what is read', () => {
  test('standard input, when no file is named', async () => {
    expect(await found([], deployment(IMAGE))).toEqual([`${IMAGE} stdin:1`]);
  });

  test('- is standard input, among files too, in the order of the command line', async () => {
    folder.write('a.yaml', deployment('harbor.example.com/agents/a:1'));

    expect(await found(['a.yaml', '-'], deployment(IMAGE))).toEqual(['harbor.example.com/agents/a:1 a.yaml:1', `${IMAGE} stdin:1`]);
  });

  test('the manifest files of a folder, in the order of their names, and none of folders below it', async () => {
    mkdirSync(join(folder.path, 'manifests', 'deeper.yaml'), { recursive: true });
    for (const name of ['c.json', 'b.yml', 'a.yaml', 'notes.txt', 'deeper.yaml/d.yaml']) {
      folder.write(`manifests/${name}`, deployment(`harbor.example.com/agents/${name.slice(0, 1)}:1`));
    }

    expect(await found(['manifests/'])).toEqual([
      'harbor.example.com/agents/a:1 manifests/a.yaml:1',
      'harbor.example.com/agents/b:1 manifests/b.yml:1',
      'harbor.example.com/agents/c:1 manifests/c.json:1',
    ]);
  });

  test('a byte order mark and Windows line ends are no part of the manifests', async () => {
    const text = `\ufeffapiVersion: v1\r\nkind: Pod\r\nmetadata: { name: app }\r\nspec:\r\n  containers:\r\n    - image: ${IMAGE}\r\n`;

    expect(await found([], text)).toEqual([`${IMAGE} stdin:6`]);
  });
});

describe('what cannot be read', () => {
  test('nothing at all, on a keyboard', async () => {
    expect(await pullproof(['images'], { inputIsTerminal: true })).toEqual({
      code: 2,
      out: '',
      err: 'pullproof: no file is given and nothing is piped in; name a file, or pipe manifests in: helm template … | pullproof …\n',
    });
  });

  test('standard input twice', async () => {
    await refused(['-', '-'], 'standard input (-) is named more than once; name it once');
  });

  test('a file that does not exist', async () => {
    await refused(['missing.yaml'], '[missing.yaml] the input cannot be read (no such file or folder); check the path');
  });

  test('a path through a file', async () => {
    folder.write('file.yaml', deployment(IMAGE));

    await refused(['file.yaml/x.yaml'], '[file.yaml/x.yaml] the input cannot be read (a part of the path is no folder); check the path');
  });

  test('an empty name, which would be the working folder', async () => {
    await refused([''], 'a file name is empty; check the variable that it comes from');
  });

  test('a name that would steer the terminal', async () => {
    await refused(['\u001b[2J.yaml'], '[\\u001b[2J.yaml] the input cannot be read (no such file or folder); check the path');
  });

  test('a folder without manifests', async () => {
    mkdirSync(join(folder.path, 'empty'));

    await refused(['empty'], '[empty] the folder holds no manifest, expected files that end in .yaml, .yml or .json, not in folders below it');
  });

  test('a chart, which has to be rendered first', async () => {
    mkdirSync(join(folder.path, 'chart'));
    folder.write('chart/Chart.yaml', 'apiVersion: v2\nname: agent\nversion: 1.0.0\n');

    await refused(['chart'], '[chart] the folder is a Helm chart, and manifests are expected; render it: helm template CHART | pullproof …');
  });

  test('a link that leads nowhere, in a folder', async () => {
    mkdirSync(join(folder.path, 'links'));
    symlinkSync('nowhere', join(folder.path, 'links', 'a.yaml'));

    await refused(['links'], '[links/a.yaml] the input cannot be read (no such file or folder); check the path');
  });

  test.each([
    ['Latin-1', Buffer.from('name: caf\u00e9', 'latin1')],
    ['UTF-16 with its mark', Buffer.from('\ufeffkind: Pod', 'utf16le')],
    ['half a character', Buffer.from([0xe2, 0x82])],
    ['a gzipped chart', Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
  ])('%s is not UTF-8', async (_name, bytes) => {
    await refused([], '[stdin] the input is not UTF-8 text; give manifests and values as UTF-8', bytes);
  });

  test('an input that no text can hold', () => {
    expect(() => decode(new Uint8Array(3 * 1024 * 1024), 'huge.yaml', 2 * 1024 * 1024)).toThrow('[huge.yaml] the input is larger than 2 MiB; split it');
  });

  test('standard input that fails', async () => {
    const readInput = (): Promise<never> => Promise.reject(Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR' }));

    expect(await pullproof(['images'], { readInput })).toEqual({
      code: 2, out: '', err: 'pullproof: [stdin] the input cannot be read (it is a folder); check the path\n',
    });
  });
});
