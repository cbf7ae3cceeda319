import { parseGoUrl } from './go-url';
import { splitHost } from './split-host';

/** Where an image is pulled from, in the form that keys are compared with. */
export interface ImageTarget {
  /** Host as the image name has it, decoded. */
  readonly rawHost: string;
  /** Host with its port, in the one form in which equal hosts are equal strings. */
  readonly host: string;
  /** Holds the path; the image name itself where nothing has to be decoded. */
  readonly text: string;
  /** Where the path starts in `text`; its leading slash belongs to it. */
  readonly pathStart: number;
}

const SLASH = 0x2f;
const COLON = 0x3a;
/** Letters, digits, `-`, `.` and `_`: what needs no decoding and cannot be read wrongly. */
const PLAIN = plainCharacters();

/** Reads the name of an image as the kubelet does; `undefined` when it cannot be read as a URL. */
export function readImageTarget(imageName: string): ImageTarget | undefined {
  return readPlain(imageName) ?? readAnything(imageName);
}

/** Nearly every name: the general way is ten times slower. */
function readPlain(imageName: string): ImageTarget | undefined {
  let pathStart = skipPlain(imageName, 0);
  if (imageName.charCodeAt(pathStart) === COLON) {
    const port = pathStart + 1;
    pathStart = port;
    while (isDigit(imageName.charCodeAt(pathStart))) {
      pathStart += 1;
    }
    if (pathStart === port) {
      return undefined;
    }
  }
  let index = pathStart;
  while (imageName.charCodeAt(index) === SLASH) {
    index = skipPlain(imageName, index + 1);
  }
  if (index < imageName.length) {
    return undefined;
  }
  const host = imageName.slice(0, pathStart);
  return { rawHost: host, host, text: imageName, pathStart };
}

function readAnything(imageName: string): ImageTarget | undefined {
  const url = parseGoUrl(imageName);
  if (url === undefined) {
    return undefined;
  }
  const { name, port } = splitHost(url.host);
  return { rawHost: url.host, host: port === '' ? name : `${name}:${port}`, text: url.path, pathStart: 0 };
}

function skipPlain(text: string, from: number): number {
  let index = from;
  // Beyond the end the code is NaN, and looking that up costs more than all the rest.
  while (index < text.length && PLAIN[text.charCodeAt(index)] === 1) {
    index += 1;
  }
  return index;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function plainCharacters(): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._') {
    table[character.charCodeAt(0)] = 1;
  }
  return table;
}
