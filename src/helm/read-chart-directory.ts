import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { quote } from '../error';
import { ChartProblem, textOf } from './chart-files';
import type { ChartFiles, ReadingBudget } from './chart-files';
import { parseHelmIgnore } from './helm-ignore';
import type { IgnoreRules } from './helm-ignore';

/**
 * Reads the files of a chart directory that Helm would load: `.helmignore` is respected, and `.git` is never looked into.
 *
 * Links are followed inside the directory. One that leads out of it is refused where templates or sub-charts come from,
 * and counts by its target elsewhere: a chart from somewhere else must not make us read what is not part of it.
 *
 * @throws ChartProblem
 */
export function readChartDirectory(directory: string, budget: ReadingBudget): ChartFiles {
  const reader = new DirectoryReader(realpathSync(directory), budget);
  reader.read('', []);
  return reader.files;
}

class DirectoryReader {
  public readonly files = new Map<string, Buffer>();
  readonly #root: string;
  readonly #budget: ReadingBudget;
  readonly #isIgnored: IgnoreRules;

  constructor(root: string, budget: ReadingBudget) {
    this.#root = root;
    this.#budget = budget;
    this.#isIgnored = parseHelmIgnore(readIfThere(join(root, '.helmignore')));
  }

  /** `above` are the real paths of the directories around, to notice a link that leads into itself. */
  public read(path: string, above: readonly string[]): void {
    const real = realpathSync(join(this.#root, path));
    if (above.includes(real)) {
      throw new ChartProblem(`the link ${quote(path)} leads into itself`);
    }
    for (const name of readdirSync(real).sort()) {
      if (name !== '.git') {
        this.#readEntry(path === '' ? name : `${path}/${name}`, [...above, real]);
      }
    }
  }

  #readEntry(path: string, above: readonly string[]): void {
    const place = join(this.#root, path);
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats !== undefined && this.#isIgnored(path, stats.isDirectory())) {
      return;
    }
    if (stats === undefined || !this.#isInside(place)) {
      this.#refuseOrNote(path, place, stats);
    } else if (stats.isDirectory()) {
      this.read(path, above);
    } else if (stats.isFile()) {
      this.#budget.spend(stats.size);
      this.files.set(path, readFileSync(place));
    }
  }

  #isInside(place: string): boolean {
    const way = relative(this.#root, realpathSync(place));
    return way !== '..' && !way.startsWith(`..${sep}`);
  }

  #refuseOrNote(path: string, place: string, stats: Stats | undefined): void {
    if (/(?:^|\/)(?:templates|charts)(?:\/|$)/.test(path) || /(?:^|\/)(?:Chart|values|requirements)\.yaml$/.test(path)) {
      throw new ChartProblem(stats === undefined
        ? `the link ${quote(path)} leads nowhere`
        : `the link ${quote(path)} leads out of the directory; make a package of it with \`helm package\` and give that`);
    }
    this.files.set(path, Buffer.from(stats === undefined ? 'a link to nothing' : relative(this.#root, realpathSync(place))));
  }
}

function readIfThere(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true ? textOf(readFileSync(path)) : '';
}
