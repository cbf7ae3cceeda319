import { EXIT } from './exit-codes';
import { processTerminal } from './process-terminal';
import { run } from './program';

/** Runs the command of this process and sets its exit code; leaving early would cut what is still being written. */
export async function main(args: readonly string[], version: string): Promise<void> {
  let lost = false;
  const loseOutput = (error: NodeJS.ErrnoException): void => {
    // A reader that has seen enough (`| head`) closes the pipe: no error of ours.
    if (error.code !== 'EPIPE' && !lost) {
      lost = true;
      process.exitCode = EXIT.badInput;
      process.stderr.write(`pullproof: standard output cannot be written (${error.code ?? 'unknown reason'})\n`);
    }
  };
  process.stdout.on('error', loseOutput);
  process.stderr.on('error', () => undefined); // nobody is left to tell
  const code = await run(args, version, processTerminal());
  process.exitCode = lost ? EXIT.badInput : code;
}
