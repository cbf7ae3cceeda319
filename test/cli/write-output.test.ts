import { chmodSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../src/cli/write-output';
import { scratchFolder } from './support';

const folder = scratchFolder();
const terminal = {
  out: () => undefined, err: () => undefined, readInput: () => Promise.resolve(new Uint8Array()),
  inputIsTerminal: false, colour: false, columns: 80, workingDirectory: folder.path,
};
const write = (file: string, text: string, force = false): void => writeOutput(file, text, force, terminal);

afterEach(() => {
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a new file is written, and nothing is left beside it', () => {
  write('new.yaml', 'a: 1\n');

  expect(folder.read('new.yaml')).toBe('a: 1\n');
});

test('the same text again changes nothing, not even the time of the file', () => {
  write('same.yaml', 'a: 1\n');
  const before = statSync(join(folder.path, 'same.yaml'));
  write('same.yaml', 'a: 1\n');

  expect(statSync(join(folder.path, 'same.yaml')).ino).toBe(before.ino);
});

test('other content is never lost silently', () => {
  folder.write('mine.yaml', 'mine: true\n');

  expect(() => write('mine.yaml', 'a: 1\n')).toThrow('[mine.yaml] nothing was written: it exists and holds something else; give another name, or --force to replace it');
  expect(folder.read('mine.yaml')).toBe('mine: true\n');
});

test('--force replaces it, and keeps its permissions', () => {
  folder.write('forced.yaml', 'mine: true\n');
  chmodSync(join(folder.path, 'forced.yaml'), 0o600);
  write('forced.yaml', 'a: 1\n', true);

  expect(folder.read('forced.yaml')).toBe('a: 1\n');
  expect(statSync(join(folder.path, 'forced.yaml')).mode & 0o777).toBe(0o600);
});

test('a link stays a link: what it leads to is replaced', () => {
  folder.write('target.yaml', 'mine: true\n');
  symlinkSync('target.yaml', join(folder.path, 'link.yaml'));
  write('link.yaml', 'a: 1\n', true);

  expect(readlinkSync(join(folder.path, 'link.yaml'))).toBe('target.yaml');
  expect(folder.read('target.yaml')).toBe('a: 1\n');
});

test('a link that leads nowhere is not followed', () => {
  symlinkSync('nowhere', join(folder.path, 'lost.yaml'));

  expect(() => write('lost.yaml', 'a: 1\n')).toThrow('[lost.yaml] nothing was written: it exists already; check that the folder can be written');
});

test('an empty name is refused', () => {
  expect(() => write('', 'a: 1\n', true)).toThrow('the name of the output file is empty; check the variable that it comes from');
});

test.each([
  ['missing/out.yaml', 'no such file or folder; check that the folder exists and can be written'],
  ['folder', 'it is a folder; name a file, or leave --output out'],
  ['/dev/null', 'it is no regular file; name a file, or leave --output out'],
  ['folder/new.yaml/x', 'no such file or folder; check that the folder exists and can be written'],
])('%s cannot be written, forced or not', (file, reason) => {
  mkdirSync(join(folder.path, 'folder'), { recursive: true });

  for (const force of [false, true]) {
    expect(() => write(file, 'a: 1\n', force)).toThrow(`[${file}] nothing was written: ${reason}`);
  }
});
