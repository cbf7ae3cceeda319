import { fstatSync } from 'node:fs';
import { clean } from './clean';
import { wantsColour } from './colour';
import type { Progress } from './progress';
import type { Terminal } from './terminal';

/** Width of help where nobody watches, and the widest that reads well. */
const COLUMNS = { unwatched: 100, most: 120 };

/** Loaded when somebody watches and has to wait, and not before: it is a third of the time that the command line takes to start. */
async function spinner(text: string): Promise<Progress> {
  const { default: ora } = await import('ora');
  const shown = ora({ text: clean(text), stream: process.stderr, discardStdin: false }).start();
  return {
    say: (next) => {
      shown.text = clean(next);
    },
    stop: () => void shown.stop(),
  };
}

/** The terminal of the running process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    readInput: async (maxBytes) => {
      if (fstatSync(stdin.fd).isDirectory()) {
        throw Object.assign(new Error('standard input is a folder'), { code: 'EISDIR' }); // which Node.js reads as nothing
      }
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of stdin) {
        chunks.push(chunk as Buffer);
        length += (chunk as Buffer).length;
        if (length > maxBytes) {
          break;
        }
      }
      return Buffer.concat(chunks);
    },
    inputIsTerminal: stdin.isTTY === true,
    colour: wantsColour(stdout, process.env),
    columns: Math.min(stdout.columns ?? COLUMNS.unwatched, COLUMNS.most),
    ...(stderr.isTTY === true ? { startProgress: spinner } : {}),
    environment: process.env,
    workingDirectory: process.cwd(),
  };
}
