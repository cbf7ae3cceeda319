import type { IConstruct } from 'constructs';
import type { JsonObject, ObjectSource } from '../manifest';
import { orderApp } from './app-order';
import { outputFile, outputLayout } from './output-layout';

/** Every object below a root as it will be written, patches applied, in that order, with its file and its construct. */
export function appObjects(root: IConstruct): ObjectSource[] {
  const layout = outputLayout(root);
  const { charts, isNumbered } = orderApp(root);
  return charts.flatMap(({ chart, objects }, index) => objects.map((object): ObjectSource => ({
    object: object.toJson() as JsonObject,
    construct: object.node.path,
    file: outputFile(layout, chart, isNumbered ? index : undefined, object),
  })));
}
