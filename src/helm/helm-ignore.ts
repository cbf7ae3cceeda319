/** Answers whether Helm leaves a file or directory of a chart directory out. */
export type IgnoreRules = (path: string, isDirectory: boolean) => boolean;

interface Rule {
  readonly segments: readonly string[];
  /** Whether the whole path has to match; else the last component is enough. */
  readonly anchored: boolean;
  readonly directoriesOnly: boolean;
  readonly negated: boolean;
}

/** What Helm adds to the rules of every chart. */
const ALWAYS = 'templates/.?*';

/**
 * Reads a `.helmignore`.
 *
 * It looks like a `.gitignore` and is not one: rules are asked in order, the first that matches leaves the file out,
 * and a rule with `!` leaves out everything that it does *not* name. `**` is refused by Helm and matches nothing here.
 *
 * @see https://github.com/helm/helm/blob/main/internal/ignore/rules.go
 */
export function parseHelmIgnore(text: string): IgnoreRules {
  const rules = [...text.split('\n'), ALWAYS]
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.includes('**'))
    .map((line) => parseRule(line));
  return (path, isDirectory) => {
    for (const rule of rules) {
      const fits = matches(rule, path) && (isDirectory || !rule.directoriesOnly);
      if (fits !== rule.negated) {
        return true;
      }
    }
    return false;
  };
}

function parseRule(line: string): Rule {
  const negated = line.startsWith('!');
  let pattern = negated ? line.slice(1) : line;
  const directoriesOnly = pattern.endsWith('/');
  pattern = directoriesOnly ? pattern.slice(0, -1) : pattern;
  const anchored = pattern.includes('/');
  return { segments: (pattern.startsWith('/') ? pattern.slice(1) : pattern).split('/'), anchored, directoriesOnly, negated };
}

function matches({ segments, anchored }: Rule, path: string): boolean {
  const components = path.split('/');
  if (!anchored) {
    return matchesComponent(segments[0] ?? '', components.at(-1) ?? '');
  }
  return segments.length === components.length && segments.every((segment, index) => matchesComponent(segment, components[index] ?? ''));
}

/**
 * Matches one path component with `*`, `?`, `[a-z]`, `[^a]` and `\x`.
 *
 * It goes back to the last star only, which is enough, and takes no more than length times length steps: the patterns
 * come with the chart.
 */
function matchesComponent(pattern: string, text: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let starPosition = 0;
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at;
      starPosition = position;
      at += 1;
      continue;
    }
    const end = matchOne(pattern, at, text[position] ?? '');
    if (end !== undefined) {
      at = end;
      position += 1;
    } else if (star >= 0) {
      starPosition += 1;
      at = star + 1;
      position = starPosition;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') {
    at += 1;
  }
  return at === pattern.length;
}

/** Where the pattern goes on when it matches one character at `at`. */
function matchOne(pattern: string, at: number, character: string): number | undefined {
  const sign = pattern[at];
  if (sign === undefined) {
    return undefined;
  }
  if (sign === '?') {
    return at + 1;
  }
  if (sign === '[') {
    return matchClass(pattern, at + 1, character);
  }
  const literal = sign === '\\' ? at + 1 : at;
  return pattern[literal] === character ? literal + 1 : undefined;
}

function matchClass(pattern: string, start: number, character: string): number | undefined {
  const negated = pattern[start] === '^';
  let at = negated ? start + 1 : start;
  let found = false;
  for (let first = true; at < pattern.length && (first || pattern[at] !== ']'); first = false) {
    at += pattern[at] === '\\' ? 1 : 0;
    const low = pattern[at] ?? '';
    let high = low;
    if (pattern[at + 1] === '-' && pattern[at + 2] !== ']') {
      at += pattern[at + 2] === '\\' ? 3 : 2;
      high = pattern[at] ?? '';
    }
    found ||= low <= character && character <= high;
    at += 1;
  }
  return pattern[at] === ']' && found !== negated ? at + 1 : undefined;
}
