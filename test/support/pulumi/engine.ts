import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { tool } from '../tools';
import { ProgramFolder } from './program-folder';

/** What a command of the CLI ended with. */
export interface EngineRun {
  readonly code: number;
  /** What it printed, without times and progress. */
  readonly output: string;
}

/**
 * A stack of the real engine: the CLI with its state in a folder, a language host of ours, and no plugin but those that are on
 * the PATH for it. It reaches nothing but this machine.
 */
export class EngineStack {
  readonly #folder = new ProgramFolder();
  readonly #environment: NodeJS.ProcessEnv;

  /** @param program text of the program, in JavaScript. */
  constructor(program: string) {
    const { path } = this.#folder;
    this.#folder.write('Pulumi.yaml', 'name: proof\nruntime: nodejs\n');
    this.#folder.write('package.json', JSON.stringify({ name: 'proof', main: 'index.js' }));
    this.write('index.js', program);
    this.#plugin('pulumi-language-nodejs', join(__dirname, 'language-host.mjs'));
    this.#plugin('pulumi-resource-kubernetes', join(__dirname, 'kubernetes-stand-in.mjs'));
    this.#plugin('pulumi-resource-pulumi-nodejs', require.resolve('@pulumi/pulumi/cmd/dynamic-provider'));
    this.#folder.write('state/.keep', '');
    this.#environment = {
      PATH: `${join(path, 'bin')}:${process.env.PATH ?? ''}`,
      HOME: path,
      PULUMI_HOME: join(path, 'home'),
      PULUMI_BACKEND_URL: `file://${join(path, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'test',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: 'true',
      PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: 'true',
    };
  }

  /** Writes a file of the project. */
  public write(file: string, text: string): void {
    this.#folder.write(file, text);
  }

  /** Runs a command of the CLI. */
  public async run(...args: readonly string[]): Promise<EngineRun> {
    const child = spawn(tool('pulumi'), [...args, '--non-interactive', '--color=never'], { cwd: this.#folder.path, env: this.#environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? 1));
    });
    return { code, output: Buffer.concat(chunks).toString('utf8') };
  }

  public remove(): void {
    this.#folder.remove();
  }

  #plugin(name: string, script: string): void {
    this.#folder.write(`bin/${name}`, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, 0o755);
  }
}
