import { quote } from '../../error';
import { Registry } from '../../registry';
import type { AuditContext } from '../context';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import type { PromisedSecret } from '../secret-source';
import { temporaryLogin } from '../temporary-login';
import { inHours, shownKey } from '../words';

/** A token that nobody renews works on the day of the install and fails at the first node replacement. */
export const credentialExpiring: Rule = {
  id: 'credential-expiring',
  title: 'Every credential that expires is renewed, and often enough',
  check: (context) => [...storedTokens(context), ...promisedTokens(context)],
};

function storedTokens(context: AuditContext): Finding[] {
  return context.secrets.literals().flatMap(({ source }) => source.entries.flatMap((entry) => {
    const login = temporaryLogin(entry.username);
    return login === undefined ? [] : [{
      rule: 'credential-expiring',
      severity: 'error' as const,
      location: context.where(source.resource),
      reason: `the entry ${quote(shownKey(entry.registry))} holds ${login.what}, which expires after ${login.lifetime}, and nothing renews it`,
      remedy: 'use node identity, a generator of External Secrets, or a static robot account',
    }];
  }));
}

function promisedTokens(context: AuditContext): Finding[] {
  const hosts = hostsByPromise(context);
  const known = new Map<string, number | undefined>();
  return context.secrets.promises().flatMap((source) => {
    const reason = reasonOfExpiry(source, [...(source.keys ?? []), ...(hosts.get(source) ?? [])], known);
    return reason === undefined ? [] : [{
      rule: 'credential-expiring',
      severity: 'error' as const,
      location: context.where(source.resource),
      reason,
      remedy: 'renew it from a generator, at an interval well below the lifetime of the token',
    }];
  });
}

/** The hosts that each promise serves images of: what a key with patterns, or a declared key, stands for. */
function hostsByPromise(context: AuditContext): Map<PromisedSecret, Set<string>> {
  const hosts = new Map<PromisedSecret, Set<string>>();
  for (const { images } of context.pods) {
    for (const { reference, path } of images) {
      const source = path.type !== 'pull-secret' ? undefined : path.source.type === 'declared' ? path.source.maker : path.source;
      if (source?.type === 'promised') {
        hosts.set(source, (hosts.get(source) ?? new Set<string>()).add(reference.registry));
      }
    }
  }
  return hosts;
}

function reasonOfExpiry(source: PromisedSecret, keys: readonly string[], known: Map<string, number | undefined>): string | undefined {
  if (!source.isGenerated) {
    const key = keys.find((one) => tokenLifetime(one, known) !== undefined);
    return key === undefined ? undefined
      : `every login of ${quote(shownKey(key))} expires after ${inHours(tokenLifetime(key, known) ?? 0)}, but Secret ${source.name} is filled from a stored value`;
  }
  const lifetimes = [source.tokenSeconds, ...keys.map((key) => tokenLifetime(key, known))].filter((seconds) => seconds !== undefined);
  if (lifetimes.length === 0) {
    return undefined;
  }
  const lifetime = Math.min(...lifetimes);
  const token = `the token in Secret ${source.name} expires after ${inHours(lifetime)}`;
  if (source.refreshSeconds === undefined) {
    return `${token}, and how often it is renewed cannot be read`;
  }
  if (source.refreshSeconds === 0) {
    return `${token}, and is never renewed${source.isImmutable ? ', because the Secret is immutable' : ''}`;
  }
  // A renewal takes a while, and may fail once.
  return source.refreshSeconds > lifetime * 0.95 ? `${token}, and is renewed only every ${inHours(source.refreshSeconds)}` : undefined;
}

/** How long logins of a host last when it has no others; `undefined` for one that knows lasting passwords too. */
function tokenLifetime(key: string, known: Map<string, number | undefined>): number | undefined {
  if (!known.has(key)) {
    known.set(key, readLifetime(key));
  }
  return known.get(key);
}

function readLifetime(key: string): number | undefined {
  try {
    const { kind } = Registry.parse(key.replace(/^https?:\/\//, '').replace(/^\*\.dkr/, '000000000000.dkr').replace(/\.ecr\.\*\./, '.ecr.us-east-1.'));
    const takesOthers = kind.tokenUsernames !== undefined && !TOKENS_ONLY.has(kind.id);
    return takesOthers ? undefined : kind.tokenLifetimeSeconds;
  } catch {
    return undefined; // a key that is no host of any kind: other rules speak about it
  }
}

/** Kinds whose one user name goes with tokens. */
const TOKENS_ONLY: ReadonlySet<string> = new Set(['ecr', 'ecr-public', 'ecr-pull-through']);
