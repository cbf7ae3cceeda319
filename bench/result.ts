/** One line of the table. */
export interface Result {
  /** What was measured. */
  readonly what: string;
  /** The measured value. */
  readonly measured: number;
  /** Unit of the value. */
  readonly unit: string;
  /**
   * The most that the value may be.
   *
   * @default - the value is only shown
   */
  readonly atMost?: number;
}

/** The results as a table for people. */
export function printTable(results: readonly Result[]): string {
  const rows = results.map(({ what, measured, unit, atMost }) => [
    what, `${format(measured)} ${unit}`, atMost === undefined ? '' : `<= ${format(atMost)}`, isMissed({ what, measured, unit, atMost }) ? 'MISSED' : '',
  ]);
  const header = ['', 'measured', 'target', ''];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [header, ...rows].map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ').trimEnd())
    .join('\n').concat('\n');
}

/** Whether a target was missed. */
export function isMissed({ measured, atMost }: Result): boolean {
  return atMost !== undefined && !(measured <= atMost);
}

function format(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
