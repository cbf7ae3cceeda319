import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { kindOf } from './block-kind';
import type { Block } from './markdown';
import { ROOT } from './markdown';

/** A module made of one block, or of several that continue each other. */
export interface Snippet {
  /** Page and line of the first block. */
  readonly name: string;
  /** The source. */
  readonly source: string;
  /** Whether it is run as well. */
  readonly runs: boolean;
}

type SnippetModule = (require: (name: string) => unknown, exports: object, module: object, console: Console) => void;

/** The modules of all TypeScript blocks. */
export function snippetsOf(blocks: readonly Block[]): Snippet[] {
  const snippets: Snippet[] = [];
  for (const block of blocks) {
    const kind = kindOf(block);
    if (kind.kind !== 'compile') {
      continue;
    }
    const last = snippets.at(-1);
    if (!kind.continues) {
      snippets.push({ name: `${block.page}:${block.line}`, source: block.text, runs: kind.runs });
    } else if (last?.name.startsWith(`${block.page}:`) === true) {
      snippets[snippets.length - 1] = { name: last.name, source: `${last.source}${block.text}`, runs: last.runs && kind.runs };
    } else {
      throw new Error(`${block.page}:${block.line}: there is no TypeScript block that this one could continue`);
    }
  }
  return snippets;
}

/** Compiles modules, with the package by its own names, and returns what is wrong with them. */
export function compileSnippets(snippets: readonly Snippet[]): string[] {
  const sources = new Map(snippets.map(({ source }, index) => [fileOf(index), `${source}\nexport {};\n`]));
  const options: ts.CompilerOptions = {
    ...readOptions(),
    noEmit: true, noUnusedLocals: false, noUnusedParameters: false, rootDir: ROOT, types: ['node'],
    paths: {
      'pullproof': [join(ROOT, 'src', 'index.ts')], 'pullproof/cdk8s': [join(ROOT, 'src', 'cdk8s', 'index.ts')],
      'pullproof/pulumi': [join(ROOT, 'src', 'pulumi', 'index.ts')], 'pullproof/pulumi-policy': [join(ROOT, 'src', 'pulumi', 'policy', 'index.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  const program = ts.createProgram([...sources.keys()], options, host);
  return [...sources.keys()].flatMap((file, index) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText, start }) => {
      const line = source === undefined || start === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line + 1;
      return `${snippets[index]?.name ?? ''}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
  });
}

/** Runs a module in a folder of its own: what compiles may still be refused by the constructs it makes. */
export function runSnippet({ source }: Snippet, load: (name: string) => unknown): void {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { ...readOptions(), inlineSourceMap: false, inlineSources: false, module: ts.ModuleKind.CommonJS },
  });
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-docs-'));
  process.chdir(folder);
  try {
    const run = new Function('require', 'exports', 'module', 'console', outputText) as SnippetModule;
    run(load, {}, { exports: {} }, Object.assign(Object.create(console) as Console, { assert, log: () => undefined }));
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

function assert(holds: boolean): void {
  if (!holds) {
    throw new Error('an assertion of the page does not hold');
  }
}

/** A file that does not exist, where the packages of the repository are found. */
function fileOf(index: number): string {
  return join(ROOT, 'examples', `snippet-${index}.ts`).replaceAll('\\', '/');
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)) as { config: { compilerOptions: object } };
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
}
