import { gzipSync } from 'node:zlib';

/** An entry of a package; a file unless it says otherwise. */
export interface PackageEntry {
  readonly path: string;
  readonly text?: string;
  /** Type flag of tar: `0` a file, `2` a symbolic link, `5` a directory, `3` a device. */
  readonly type?: string;
  readonly link?: string;
}

/** A `.tgz` with exactly these entries, however odd: no packaging tool would write some of them. */
export function packageOf(entries: readonly PackageEntry[]): Buffer {
  return gzipSync(Buffer.concat([...entries.flatMap((entry) => blocksOf(entry)), Buffer.alloc(1024)]));
}

function blocksOf({ path, text = '', type = '0', link = '' }: PackageEntry): Buffer[] {
  const content = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write(link, 157, 100);
  header.write('ustar\0', 257);
  header.write('00', 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}
