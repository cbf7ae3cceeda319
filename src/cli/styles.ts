import { styleText } from 'node:util';
import type { ReportStyle } from '../audit';

/** The colours of reports on a terminal; none elsewhere. */
export function reportStyle(colour: boolean): ReportStyle {
  const paint = (format: 'green' | 'red' | 'yellow' | 'dim') => (text: string): string =>
    (colour ? styleText(format, text, { validateStream: false }) : text);
  return { good: paint('green'), bad: paint('red'), warn: paint('yellow'), dim: paint('dim') };
}
