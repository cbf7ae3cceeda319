import * as pulumi from '@pulumi/pulumi';
import { audit } from '../../audit';
import type { AuditOptions, DeclaredSecret, Verdict, VouchedRelease } from '../../audit';
import { streamFromObjects } from '../../manifest';
import type { ObjectSource } from '../../manifest';
import { knownLater } from '../known-later';
import { isExpanded, stackObject } from '../stack-object';
import { knownProps } from './known-props';

/** A resource of a stack, as far as a proof needs it; the resources of the SDK of policies have this shape. */
export interface StackResource {
  /** Type token. */
  readonly type: string;
  /** Name in the program. */
  readonly name: string;
  /** Its URN. */
  readonly urn: string;
  /** Its properties; a look at one that is not known yet throws. */
  readonly props: Readonly<Record<string, unknown>>;
  /**
   * Its parent.
   *
   * @default - the stack
   */
  readonly parent?: { readonly type: string } | undefined;
}

/** Objects that something else renders, and that the program itself has proven. */
const INSTALL = 'pullproof:index:AgentInstall';

/** A release of a chart with Helm makes its objects outside of the stack; every other component has them in it. */
const RELEASE = 'kubernetes:helm.sh/v3:Release';

/** Audits the Kubernetes objects of one cluster in a stack. What is not known yet is left out, and named among the assumptions. */
export function stackVerdict(resources: readonly StackResource[], options: AuditOptions): Verdict {
  const sources: ObjectSource[] = [];
  const later: string[] = [];
  const declared: DeclaredSecret[] = [];
  const secrets = new Set<string>();
  const vouched: VouchedRelease[] = [];
  for (const { type, name, urn, props, parent } of resources.filter((resource) => !isExpanded(resource.type) || resource.type === RELEASE)) {
    const object = stackObject({ type, name, props: knownProps(props) });
    if (object === undefined) {
      continue;
    }
    // A file each: the order of a stack says nothing, its dependencies do.
    const source = { object: object as ObjectSource['object'], construct: urn, file: urn };
    const { name: objectName = name, namespace = 'default' } = (source.object.metadata ?? {}) as { readonly name?: string; readonly namespace?: string };
    const unknown = knownLater(source.object, pulumi.runtime.unknownValue);
    if (unknown === undefined) {
      sources.push(source);
    } else {
      later.push(`${type}::${name}`);
      declared.push(...unknown === 'content' ? [{ name: objectName, namespaces: [namespace], registries: options.registries.map(({ authKey }) => authKey) }] : []);
    }
    if (object.kind === 'Secret') {
      secrets.add(`${namespace}/${objectName}`); // in state its data is a secret
    }
    if (parent?.type === INSTALL) {
      vouched.push({ kind: String(object.kind), namespace, name: objectName, by: 'the proof of the program' });
    }
  }
  const verdict = audit(streamFromObjects(sources), {
    ...options,
    chosenClearText: secrets,
    declaredSecrets: [...options.declaredSecrets ?? [], ...declared],
    vouchedReleases: [...options.vouchedReleases ?? [], ...vouched],
  });
  return { ...verdict, assumptions: [...verdict.assumptions, ...later.map((label) => `${label} is judged in the update: parts of it are not known yet`)] };
}
