import { isJsonObject } from '../json';
import type { Json } from '../json';
import { resolvePlainScalar } from '../read/plain-scalar';

/** Text that means the same without quotes, in whatever surroundings; everything else gets them. */
const PLAIN = /^[A-Za-z][A-Za-z0-9._/-]*$/;

/** How a block is indented: as its neighbours are. */
export interface BlockStyle {
  /** Spaces in front of the keys of an object inside an object. */
  readonly step: number;
  /** Spaces in front of the dashes of a list inside an object. */
  readonly dash: number;
}

/** A key and its value as lines of block style, without the indentation of the key itself. */
export function printEntry(key: string, value: Json, style: BlockStyle): string[] {
  return typeof value === 'object' && value !== null
    ? [`${printScalar(key)}:`, ...printBlock(value, style).map((line) => `${' '.repeat(Array.isArray(value) ? style.dash : style.step)}${line}`)]
    : [`${printScalar(key)}: ${printScalar(value)}`];
}

/** A list or object as lines of block style; it must not be empty. */
export function printBlock(value: Json, style: BlockStyle): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = isJsonObject(item) ? printBlock(item, style) : [printFlow(item, false)];
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
    });
  }
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, child]) => printEntry(key, child, style)) : [printScalar(value)];
}

/** A value in flow style, with the quotes and the spacing of JSON or without. */
export function printFlow(value: Json, quoted: boolean): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => printFlow(item, quoted)).join(', ')}]`;
  }
  if (!isJsonObject(value)) {
    return quoted ? JSON.stringify(value) : printScalar(value);
  }
  const space = quoted ? '' : ' ';
  return `{${space}${Object.entries(value).map(([key, child]) => printFlowEntry(key, child, quoted)).join(', ')}${space}}`;
}

/** A key and its value in flow style. */
export function printFlowEntry(key: string, value: Json, quoted: boolean): string {
  return `${quoted ? JSON.stringify(key) : printScalar(key)}: ${printFlow(value, quoted)}`;
}

function printScalar(value: Json): string {
  return typeof value === 'string' && PLAIN.test(value) && typeof resolvePlainScalar(value) === 'string' ? value : JSON.stringify(value);
}
