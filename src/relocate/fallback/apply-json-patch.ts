import { isDeepStrictEqual } from 'node:util';
import { PullproofError } from '../../error';
import { isJsonObject } from '../../manifest';
import type { Json } from '../../manifest';
import type { JsonPatchOperation } from './json-patch';

/**
 * A value with a patch applied, as Kustomize applies it. The value itself stays as it was.
 *
 * @throws PullproofError `manifest-invalid` when a test fails, or a path leads nowhere.
 */
export function applyJsonPatch(value: Json, operations: readonly JsonPatchOperation[]): Json {
  return operations.reduce((current, operation) => applyAt(current, stepsOf(operation.path), operation), value);
}

function stepsOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function applyAt(value: Json | undefined, steps: readonly string[], operation: JsonPatchOperation): Json {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return applyHere(value, operation);
  }
  if (Array.isArray(value)) {
    const index = step === '-' ? value.length : Number(step);
    const isNew = rest.length === 0 && operation.op === 'add';
    if (!Number.isInteger(index) || index > value.length || (index === value.length && !isNew)) {
      throw refusal(operation, 'the path leads nowhere');
    }
    return isNew
      ? [...value.slice(0, index), operation.value, ...value.slice(index)]
      : value.map((item, at) => (at === index ? applyAt(item, rest, operation) : item));
  }
  if (!isJsonObject(value)) {
    throw refusal(operation, 'the path leads nowhere');
  }
  const old = Object.hasOwn(value, step) ? value[step] : undefined;
  return Object.fromEntries([...Object.entries(value).filter(([key]) => key !== step || old !== undefined), [step, applyAt(old, rest, operation)]]);
}

function applyHere(value: Json | undefined, operation: JsonPatchOperation): Json {
  if (operation.op === 'add') {
    return operation.value;
  }
  if (value === undefined) {
    throw refusal(operation, 'the path leads nowhere');
  }
  if (operation.op === 'test' && !isDeepStrictEqual(value, operation.value)) {
    throw refusal(operation, 'the value there is another one');
  }
  return operation.op === 'test' ? value : operation.value;
}

/** The value itself is not repeated: it may be a whole configuration. */
function refusal({ op, path }: JsonPatchOperation, problem: string): PullproofError {
  return new PullproofError({
    code: 'manifest-invalid', where: path, what: `the patch does not fit the object: ${op}: ${problem}`, remedy: 'plan the patches from the manifests that they are for',
  });
}
