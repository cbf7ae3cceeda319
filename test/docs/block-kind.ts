import type { Block } from './markdown';

/**
 * What is done with a block of documentation:
 *
 * - `compile`: TypeScript (`ts`), compiled and run as a module of its own; with the mark `continues`, together with the
 *   TypeScript blocks above it; with the mark `compiled only: REASON`, it is not run;
 * - `file`: marked `file: NAME`, written to the folder that the page's commands run in;
 * - `run`: marked `run`, a shell session (`console`: commands behind `$ ` with their output, a line `…` stands for any
 *   lines) or a script that has to succeed (`sh`);
 * - `shown`: marked `shown only: REASON`.
 */
export type BlockKind =
  | { readonly kind: 'compile'; readonly continues: boolean; readonly runs: boolean }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'run' }
  | { readonly kind: 'shown'; readonly reason: string };

/** What is done with a block, or what is wrong with its marks. */
export function kindOf({ language, marks, page, line }: Block): BlockKind {
  const reason = marks.map((mark) => /^shown only: (.+)$/.exec(mark)?.[1]).find((found) => found !== undefined);
  const name = marks.map((mark) => /^file: (\S+)$/.exec(mark)?.[1]).find((found) => found !== undefined);
  const unknown = marks.find((mark) => !/^(?:shown only: .+|compiled only: .+|file: \S+|run|continues)$/.test(mark));
  if (unknown !== undefined || marks.length > 1) {
    throw new Error(`${page}:${line}: the marks ${JSON.stringify(marks)} are not one of "run", "continues", "file: NAME", "compiled only: REASON", "shown only: REASON"`);
  }
  if (reason !== undefined) {
    return { kind: 'shown', reason };
  }
  if (name !== undefined) {
    return { kind: 'file', name };
  }
  if (language === 'ts') {
    return { kind: 'compile', continues: marks.includes('continues'), runs: !marks.some((mark) => mark.startsWith('compiled only: ')) };
  }
  if (marks.includes('run') && (language === 'sh' || language === 'console')) {
    return { kind: 'run' };
  }
  throw new Error(`${page}:${line}: a block of ${language === '' ? 'no language' : language} is not checked by anything: mark it "run", "file: NAME" or "shown only: REASON"`);
}
