import { CommanderError } from 'commander';
import { PullproofError } from '../error';
import { endOfUserInfo, schemeOf } from '../image';
import { clean } from './clean';
import { EXIT } from './exit-codes';
import type { Terminal } from './terminal';

/** What was asked for when an error came. */
export interface Attempt {
  /** The arguments, which messages may repeat. */
  readonly args: readonly string[];
  /** Name of the command, empty while it is not known. */
  readonly command: string;
}

/**
 * Prints an error as `pullproof: [place] what is wrong; the way out`, and answers with the exit code.
 *
 * An error that is not ours is a defect, and is shown without its stack.
 */
export function reportError(error: unknown, attempt: Attempt, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    return reportUsage(error, attempt, terminal);
  }
  if (PullproofError.isPullproofError(error)) {
    terminal.err(`pullproof: ${withOptions(withoutLogins(error.message, attempt.args))}\n`);
    return error.code === 'helm-failed' ? EXIT.chartFails : EXIT.badInput;
  }
  const message = withoutLogins(error instanceof Error ? error.message : String(error), attempt.args);
  terminal.err(`pullproof: unexpected error: ${clean(message)}\nThis is a defect of pullproof; please report it with the command you ran.\n`);
  return EXIT.badInput;
}

/** The library speaks of its properties where the command has options. */
function withOptions(message: string): string {
  return message.replaceAll('`helmExecutable`', '`--helm`').replaceAll('`kubeVersion`', '`--kube-version`');
}

/** Commander ends help and version by an error too; those have been printed already. */
function reportUsage(error: CommanderError, { args, command }: Attempt, terminal: Terminal): number {
  if (error.exitCode === 0) {
    return EXIT.ok;
  }
  if (error.code !== 'commander.help') {
    const message = withoutLogins(error.message, args)
      .replace(/^error: /, '')
      .replace(/\.?\n\(Did you mean (.+)\?\)$/s, ', did you mean "$1"?')
      .replace(/\.$/, '');
    const help = ['pullproof', 'help', ...(command === '' ? [] : [command])].join(' ');
    terminal.err(`pullproof: ${clean(message)}; see "${help}"\n`);
  }
  return EXIT.badInput;
}

/**
 * Takes the logins out of addresses that the message repeats from the command line. Without a scheme or a colon nothing
 * tells a login from a folder called `me@work`.
 */
function withoutLogins(message: string, args: readonly string[]): string {
  return args.reduce((text, arg) => {
    const value = arg.replace(/^--?[A-Za-z][\w-]*=/, '');
    const scheme = schemeOf(value);
    const login = value.slice(scheme.length, Math.max(endOfUserInfo(value), scheme.length));
    if (login === '' || (scheme === '' && !login.includes(':'))) {
      return text;
    }
    // A password shows even where a long address was cut in front of its host.
    return login.includes(':') ? text.replaceAll(login, '…') : text.replaceAll(`${login}@`, '…@');
  }, message);
}
