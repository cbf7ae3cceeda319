import type { Command } from 'commander';
import { checkConnectionOptions, proxyFromEnvironment } from '../availability';
import type { CheckOptions, ConnectionOptions } from '../availability';
import { PullproofError, quote } from '../error';
import { atOption, collect } from './options';
import { readText } from './read-texts';
import type { Terminal } from './terminal';

/** Options of commands that talk to registries. */
export interface ConnectionFlags {
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly retries?: string;
  readonly ca?: readonly string[];
  readonly plainHttp?: readonly string[];
  readonly allowLoginOverPlainHttp?: boolean;
  readonly trustTokenHost?: readonly string[];
}

/** Adds the options to a command. */
export function addConnectionOptions(command: Command): Command {
  return command
    .option('--concurrency <N>', 'images that are asked for at the same time (default: 16, and 8 of one host)')
    .option('--timeout <SECONDS>', 'time that one image may take, with repetitions (default: 60)')
    .option('--retries <N>', 'how often a busy registry is asked again (default: 3)')
    .option('--ca <FILE>', 'certificates of authorities to trust besides the public ones, PEM (repeatable)', collect)
    .option('--plain-http <HOST>', 'host that speaks plain HTTP (repeatable)', collect)
    .option('--allow-login-over-plain-http', 'send logins over plain HTTP to other machines too')
    .option('--trust-token-host <HOST>', 'token server elsewhere that may get the logins (repeatable)', collect);
}

/**
 * Reads the options. Proxies come from the environment.
 *
 * @throws PullproofError `usage`, `check-invalid`, `file-unreadable`
 */
export function readConnectionFlags(flags: ConnectionFlags, terminal: Terminal): Pick<CheckOptions, 'concurrency' | 'concurrencyPerHost' | 'connection' | 'timeoutSeconds'> {
  const concurrency = flags.concurrency === undefined ? undefined : atOption('--concurrency', () => wholeNumber(flags.concurrency ?? '', 1));
  const connection: ConnectionOptions = {
    ...(flags.ca === undefined ? {} : { certificateAuthorities: flags.ca.map((file) => readAuthority(file, terminal)) }),
    ...(flags.plainHttp === undefined ? {} : { plainHttpHosts: flags.plainHttp }),
    ...(flags.allowLoginOverPlainHttp === undefined ? {} : { allowLoginOverPlainHttp: flags.allowLoginOverPlainHttp }),
    ...(flags.trustTokenHost === undefined ? {} : { trustedTokenHosts: flags.trustTokenHost }),
    ...(flags.retries === undefined ? {} : { retries: atOption('--retries', () => wholeNumber(flags.retries ?? '', 0)) }),
    proxy: proxyFromEnvironment(terminal.environment ?? {}),
  };
  checkConnectionOptions(connection);
  return {
    connection,
    ...(concurrency === undefined ? {} : { concurrency, concurrencyPerHost: concurrency }),
    ...(flags.timeout === undefined ? {} : { timeoutSeconds: atOption('--timeout', () => seconds(flags.timeout ?? '')) }),
  };
}

function readAuthority(file: string, terminal: Terminal): string {
  const text = readText(file, terminal);
  atOption(`--ca ${quote(file)}`, () => checkConnectionOptions({ certificateAuthorities: [text] }));
  return text;
}

/** The largest number that is still meant: more would only wear the machine out. */
const MOST = 1000;

function wholeNumber(text: string, least: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least && number <= MOST)) {
    throw new PullproofError({ code: 'usage', what: `${quote(text)} cannot be used`, expected: `a whole number from ${least} to ${MOST}` });
  }
  return number;
}

/**
 * Reads a number of seconds.
 *
 * @throws PullproofError `usage`
 */
export function seconds(text: string): number {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(number > 0 && number <= 86_400)) {
    throw new PullproofError({ code: 'usage', what: `${quote(text)} cannot be used`, expected: 'seconds, above 0' });
  }
  return number;
}
