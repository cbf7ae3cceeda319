import { quote } from '../../error';
import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';
import { listSome, secretIn, shownKey } from '../words';

/** The entry must match by the kubelet's rules: exact port, host label by label, path by prefix. */
export const pullSecretNoEntry: Rule = {
  id: 'pull-secret-no-entry',
  title: 'Some pull secret of the pod has a whole login for the image by the kubelet’s rules',
  check: (context) => [
    ...findingsForFailure(context, 'pull-secret-no-entry', 'no-entry', ({ secret, keys }, { namespace }) => ({
      reason: keys.length === 0
        ? `${secretIn(namespace, secret)} has no entry`
        : `${secretIn(namespace, secret)} has entries for ${listSome(keys.map((key) => quote(shownKey(key))))} only`,
      remedy: 'add an entry whose key is exactly host[:port] of the image, without a default port',
    })),
    ...findingsForFailure(context, 'pull-secret-no-entry', 'half-entry', ({ secret, key }, { namespace }) => ({
      reason: `the entry ${quote(shownKey(key))} of ${secretIn(namespace, secret)} lacks a user name or a password`,
      remedy: 'write both; the kubelet reads neither credential helpers nor identity tokens',
    })),
  ],
};
