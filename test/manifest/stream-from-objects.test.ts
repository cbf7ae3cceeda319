import { findLine, streamFromObjects } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';

const POD: JsonObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' } };

describe('streamFromObjects', () => {
  test('objects keep the construct and file they come from', () => {
    const { resources, unparsed } = streamFromObjects([{ object: POD, construct: 'app/pod', file: 'a.yaml' }, { object: POD, file: 'b.yaml' }, { object: POD, file: 'a.yaml' }]);
    expect(unparsed).toEqual([]);
    expect(resources.map(({ origin }) => origin)).toEqual([
      { file: 'a.yaml', document: 0, pointer: '', construct: 'app/pod' }, { file: 'b.yaml', document: 0, pointer: '' }, { file: 'a.yaml', document: 1, pointer: '' },
    ]);
    expect(resources[0]).toMatchObject({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'a', object: POD });
  });

  test('lists are taken apart', () => {
    const { resources } = streamFromObjects([{ object: { apiVersion: 'v1', kind: 'List', items: [POD, POD] }, construct: 'app/list' }]);
    expect(resources.map(({ name, origin }) => [name, origin.pointer, origin.construct])).toEqual([['a', '/items/0', 'app/list'], ['a', '/items/1', 'app/list']]);
  });

  test('an undefined property does no harm', () => {
    const object = { ...POD, spec: undefined } as unknown as JsonObject;
    expect(streamFromObjects([{ object }]).resources).toHaveLength(1);
  });

  test('there is no line to find', () => {
    expect(streamFromObjects([{ object: POD }]).resources.map((resource) => findLine(resource, ['kind']))).toEqual([undefined]);
  });

  const circular: Record<string, unknown> = { ...POD };
  circular['self'] = circular;
  test.each([
    [{ ...POD, spec: { run: () => 1 } }, 'spec.run is a function, not data'],
    [{ ...POD, spec: { at: new Date(0) } }, 'spec.at is an instance of a class, not data'],
    [{ ...POD, spec: [Number.NaN] }, 'spec[0] is not a finite number'],
    [{ ...POD, spec: { size: 5n } }, 'spec.size is a bigint, not data'],
    [circular, 'it is nested more than 500 levels deep, or contains itself'],
    [{ kind: 'Pod' }, 'it is not a Kubernetes object: apiVersion is missing, metadata.name is missing'],
  ])('what is no plain data is reported (%#)', (object, reason) => {
    const { resources, unparsed } = streamFromObjects([{ object: object as unknown as JsonObject, construct: 'app/x' }]);
    expect(resources).toEqual([]);
    expect(unparsed).toEqual([{ origin: { document: 0, pointer: '', construct: 'app/x' }, reason }]);
  });
});
