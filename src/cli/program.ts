import { Command } from 'commander';
import { auditCommand } from './commands/audit-command';
import { checkCommand } from './commands/check-command';
import { diagnoseCommand } from './commands/diagnose-command';
import { explainCommand } from './commands/explain-command';
import { imagesCommand } from './commands/images-command';
import { lockCommand } from './commands/lock-command';
import { mirrorCommand } from './commands/mirror-command';
import { overlayCommand } from './commands/overlay-command';
import { postRenderCommand } from './commands/post-render-command';
import { renderCommand } from './commands/render-command';
import { rewriteCommand } from './commands/rewrite-command';
import { valuesCommand } from './commands/values-command';
import { EXIT } from './exit-codes';
import { reportError } from './report-error';
import type { Terminal } from './terminal';

/** The commands, in the order of the help. */
const COMMANDS = [
  auditCommand,
  checkCommand,
  diagnoseCommand,
  explainCommand,
  imagesCommand,
  lockCommand,
  mirrorCommand,
  overlayCommand,
  postRenderCommand,
  renderCommand,
  rewriteCommand,
  valuesCommand,
];

/**
 * Runs the command line and returns the exit code. Never throws, never ends the process.
 *
 * Data goes to `out`, messages to `err`.
 */
export async function run(args: readonly string[], version: string, terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok;
  let failed = '';
  const finish = (result: number): void => {
    code = result;
  };
  const program = new Command('pullproof')
    .description('Private-registry installs of third-party Kubernetes agents, proven from the final manifests.')
    .version(version, '-V, --version', 'print the version')
    .usage('COMMAND [OPTION...]')
    .helpCommand('help [COMMAND]', 'print the help of a command')
    .addHelpText('after', '\n"pullproof help COMMAND" prints its options, examples and exit codes.');
  for (const make of COMMANDS) {
    program.addCommand(make(terminal, finish));
  }
  for (const command of [program, ...program.commands]) {
    command
      .helpOption('-h, --help', 'print help')
      .exitOverride((error) => {
        failed = command === program ? '' : command.name();
        throw error;
      })
      // Errors are printed in one form by `reportError`.
      .configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        outputError: () => undefined,
        getOutHelpWidth: () => terminal.columns,
        getErrHelpWidth: () => terminal.columns,
      });
  }
  try {
    await program.parseAsync(namingOneCommand(args, program), { from: 'user' });
    return code;
  } catch (error) {
    return reportError(error, { args, command: failed }, terminal);
  }
}

/**
 * `help COMMAND` as `COMMAND --help`, and an unknown command alone: it is an error whatever follows it, `--help` too.
 */
function namingOneCommand(args: readonly string[], program: Command): readonly string[] {
  const asksForHelp = args[0] === 'help' && args[1] !== undefined && !args[1].startsWith('-');
  const name = asksForHelp ? args[1] : args[0];
  const known = name === undefined || name === 'help' || name.startsWith('-') || program.commands.some((command) => command.name() === name);
  if (name !== undefined && !known) {
    return [name];
  }
  return asksForHelp && name !== undefined ? [name, '--help'] : args;
}
