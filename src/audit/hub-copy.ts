import { PULL_SECRET_KEY } from '../credential';
import { isJsonObject } from '../manifest';
import type { Json, Resource } from '../manifest';
import type { DeliveryObjects } from './delivery-objects';
import { at, listAt, textAt } from './json';
import { readSecret } from './literal-secret';
import type { LiteralSecret, PromisedSecret } from './secret-source';
import { storeOf } from './store-ref';

/**
 * The Secret of a hub namespace that an ExternalSecret copies as it is: what the hub's Secret holds, the copy holds too.
 *
 * Only the two plain forms count: one `extract` of the whole Secret, or the one value under its own name. Whatever adds
 * to it, rewrites or decodes it leaves the content unknown.
 *
 * @param read tells what the ExternalSecret of the hub makes.
 * @see https://external-secrets.io/latest/provider/kubernetes/
 */
export function copiedSecret(
  spec: Json | undefined, objects: DeliveryObjects, read: (maker: Resource) => PromisedSecret,
): LiteralSecret | PromisedSecret | undefined {
  const copied = copiedFrom(spec);
  if (copied === undefined || isFilledByTemplate(spec)) {
    return undefined;
  }
  const { kind, name } = storeOf(copied.from, spec);
  const store = kind === 'ClusterSecretStore' && name !== undefined ? objects.named(kind, name)[0]?.resource : undefined;
  const hub = textAt(store?.object, 'spec', 'provider', 'kubernetes', 'remoteNamespace');
  const maker = hub === undefined ? undefined : objects.makerOf(hub, copied.key);
  if (maker === undefined || hub === undefined) {
    return undefined;
  }
  if (maker.kind === 'Secret') {
    return readSecret(maker);
  }
  // A hub that itself copies from elsewhere is not followed: two hops are nobody's set-up, a circle would never end.
  const promise = copiedFrom(at(maker.object, 'spec')) === undefined ? read(maker) : undefined;
  return promise?.faultsIn({ name: hub, labels: undefined }).length === 0 ? promise : undefined;
}

function copiedFrom(spec: Json | undefined): { readonly key: string; readonly from: Json } | undefined {
  const [data, dataFrom] = [listAt(spec, 'data'), listAt(spec, 'dataFrom')];
  const from = data.length + dataFrom.length === 1 ? data[0] ?? dataFrom[0] : undefined;
  if (from === undefined) {
    return undefined;
  }
  const isValue = data.length === 1;
  const remote = at(from, isValue ? 'remoteRef' : 'extract');
  const isWhole = isValue
    ? textAt(from, 'secretKey') === PULL_SECRET_KEY && textAt(remote, 'property') === PULL_SECRET_KEY
    : at(remote, 'property') === undefined && listAt(from, 'rewrite').length === 0;
  const isDecoded = (textAt(remote, 'decodingStrategy') ?? 'None') !== 'None';
  const key = textAt(remote, 'key');
  return key === undefined || !isWhole || isDecoded ? undefined : { key, from };
}

function isFilledByTemplate(spec: Json | undefined): boolean {
  const template = at(spec, 'target', 'template');
  const data = at(template, 'data');
  return listAt(template, 'templateFrom').length > 0 || (isJsonObject(data) && Object.keys(data).length > 0);
}
