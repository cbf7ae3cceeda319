import type { Rule } from '../rule';
import { credentialClearText } from './credential-clear-text';
import { credentialExpiring } from './credential-expiring';
import { documentUnparsed } from './document-unparsed';
import { imageAltered } from './image-altered';
import { imageFloatingTag } from './image-floating-tag';
import { imageNotPrivate } from './image-not-private';
import { imagePullSecretsShape } from './image-pull-secrets-shape';
import { imageUnparsable } from './image-unparsable';
import { objectDeclaredTwice } from './object-declared-twice';
import { podWithoutCredential } from './pod-without-credential';
import { pullSecretImmutable } from './pull-secret-immutable';
import { pullSecretInterpolated } from './pull-secret-interpolated';
import { pullSecretMalformed } from './pull-secret-malformed';
import { pullSecretMissing } from './pull-secret-missing';
import { pullSecretNoEntry } from './pull-secret-no-entry';
import { pullSecretNotAllowed } from './pull-secret-not-allowed';
import { pullSecretNotDelivered } from './pull-secret-not-delivered';
import { pullSecretOpaque } from './pull-secret-opaque';
import { pullSecretPathBoundary } from './pull-secret-path-boundary';
import { pullSecretWrongType } from './pull-secret-wrong-type';
import { releaseImageNotPrivate } from './release-image-not-private';
import { releaseNotRendered } from './release-not-rendered';
import { secretAfterConsumer } from './secret-after-consumer';
import { secretMadeTwice } from './secret-made-twice';
import { streamEmpty } from './stream-empty';

/** The built-in rules, in the order of the report. */
export const RULES: readonly Rule[] = [
  streamEmpty,
  documentUnparsed,
  imageNotPrivate,
  imageUnparsable,
  imageAltered,
  imageFloatingTag,
  podWithoutCredential,
  imagePullSecretsShape,
  pullSecretMissing,
  pullSecretNotAllowed,
  pullSecretNotDelivered,
  pullSecretWrongType,
  pullSecretMalformed,
  pullSecretNoEntry,
  pullSecretOpaque,
  pullSecretPathBoundary,
  pullSecretInterpolated,
  pullSecretImmutable,
  secretAfterConsumer,
  secretMadeTwice,
  credentialExpiring,
  credentialClearText,
  objectDeclaredTwice,
  releaseNotRendered,
  releaseImageNotPrivate,
];
