import type { Resource } from '../manifest';
import type { KnownNamespace } from './namespace-selector';

/** One login of a pull secret, without its password: the audit has no use for that. */
export interface SecretEntry {
  /** Key of the entry. */
  readonly registry: string;
  /** User name; empty when the entry has none. */
  readonly username: string;
  /** Whether it has both a user name and a password: the kubelet offers half a login too, and no registry takes it. */
  readonly isComplete: boolean;
}

/** A Secret whose content stands in the stream. */
export interface LiteralSecret {
  readonly type: 'literal';
  readonly name: string;
  readonly resource: Resource;
  /** The Secret's own `type`, such as `kubernetes.io/dockerconfigjson`; `Opaque` when unset. */
  readonly secretType: string;
  /** The logins the kubelet would read; none when the type is not one it reads, or when there are problems. */
  readonly entries: readonly SecretEntry[];
  /** Why the API server would refuse it, or the kubelet could not read it. Never holds a value. */
  readonly problems: readonly string[];
  /** Whether it may never be changed. */
  readonly isImmutable: boolean;
  /** Whether it holds a login, or something broken that may be one. */
  readonly isClearText: boolean;
}

/** A Secret that a controller makes from an object in the stream. */
export interface PromisedSecret {
  readonly type: 'promised';
  readonly name: string;
  /** The object that promises it: an ExternalSecret, a ClusterExternalSecret, a SealedSecret … */
  readonly resource: Resource;
  /** The type the Secret will have. */
  readonly secretType: string;
  /** Keys of the entries it will hold; `undefined` when the object does not tell. */
  readonly keys: readonly string[] | undefined;
  /** How often the controller renews it, in seconds; 0 for never, `undefined` when it is not known. */
  readonly refreshSeconds: number | undefined;
  /** Whether the login itself is renewed: it comes from a generator, not from a stored value. */
  readonly isGenerated: boolean;
  /** How long what the generator makes is valid, in seconds; `undefined` when it is not known, or has no end. */
  readonly tokenSeconds: number | undefined;
  /** Whether it may never be changed once it is made. */
  readonly isImmutable: boolean;
  /** Whether its JSON is a text with values put into it, which a quote in a password breaks. */
  readonly isInterpolated: boolean;
  /** Whether the login stands in the object as text. */
  readonly isClearText: boolean;
  /** Why the controller cannot make it in this namespace; empty when nothing in the stream speaks against it. */
  readonly faultsIn: (namespace: KnownNamespace) => readonly string[];
}

/** A Secret that the caller says exists: nothing in the stream shows it. */
export interface DeclaredSecretSource {
  readonly type: 'declared';
  readonly name: string;
  readonly keys: readonly string[];
  /** The object that makes it without telling for which registries; `undefined` when nothing in the stream makes it. */
  readonly maker: PromisedSecret | undefined;
  /** What makes it, in the words of whoever declared it; `undefined` when they do not say. */
  readonly createdBy: string | undefined;
}

/** Where a pull secret comes from. */
export type SecretSource = LiteralSecret | PromisedSecret | DeclaredSecretSource;

/** The object that makes a pull secret; `undefined` for one that nothing in the stream makes. */
export function makerOf(source: SecretSource): Resource | undefined {
  return source.type === 'declared' ? source.maker?.resource : source.resource;
}
