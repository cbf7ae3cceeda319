import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** A chart with its objects in the order in which cdk8s writes them. */
export interface ChartOrder {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
}

/** The charts of an app in the order in which cdk8s writes them. */
export interface AppOrder {
  readonly charts: readonly ChartOrder[];
  /** Whether a chart depends on another; file names are numbered then. */
  readonly isNumbered: boolean;
}

/** What each construct comes after. */
type Edges = Map<IConstruct, Set<IConstruct>>;

/**
 * Finds out in which order cdk8s will write the objects of an app.
 *
 * cdk8s validates an app before it turns dependencies between constructs into dependencies between objects, so at that
 * moment the app itself does not tell. The same is done here, on the side: charts depend on the charts nested in them,
 * and on the charts of whatever their constructs depend on; an object depends on all objects of what its construct
 * depends on. Source: cdk8s, `resolveDependencies` in `app.ts`, `topology` in `dependency.ts`.
 */
export function orderApp(root: IConstruct): AppOrder {
  const all = root.node.findAll();
  const homes = chartsOfConstructs(all);
  const edges: Edges = new Map();
  for (const construct of all) {
    construct.node.dependencies.forEach((target) => addEdge(edges, construct, target));
  }
  const isNumbered = addChartEdges(all, homes, edges);
  addObjectEdges(all, homes, edges);
  const charts = topology(all, edges).filter((construct): construct is Chart => Chart.isChart(construct));
  return {
    isNumbered,
    charts: charts.map((chart) => ({
      chart,
      objects: topology(chart.node.findAll(), edges)
        .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct) && homes.get(construct) === chart),
    })),
  };
}

/** The chart of every construct that has one; parents come before their children. */
function chartsOfConstructs(all: readonly IConstruct[]): Map<IConstruct, Chart> {
  const homes = new Map<IConstruct, Chart>();
  for (const construct of all) {
    const { scope } = construct.node;
    const home = Chart.isChart(construct) ? construct : scope === undefined ? undefined : homes.get(scope);
    if (home !== undefined) {
      homes.set(construct, home);
    }
  }
  return homes;
}

function addChartEdges(all: readonly IConstruct[], homes: ReadonlyMap<IConstruct, Chart>, edges: Edges): boolean {
  let found = false;
  for (const chart of all.filter((construct) => Chart.isChart(construct))) {
    for (const nested of chart.node.children.filter((child) => Chart.isChart(child))) {
      addEdge(edges, chart, nested);
      found = true;
    }
  }
  for (const [source, target] of pairs(all, edges)) {
    const [from, to] = [homes.get(source), homes.get(target)];
    if (from !== undefined && to !== undefined && from !== to) {
      addEdge(edges, from, to);
      found = true;
    }
  }
  return found;
}

function addObjectEdges(all: readonly IConstruct[], homes: ReadonlyMap<IConstruct, Chart>, edges: Edges): void {
  const objectsOf = (construct: IConstruct): ApiObject[] => construct.node.findAll()
    .filter((child): child is ApiObject => ApiObject.isApiObject(child) && homes.get(child) === homes.get(construct));
  for (const [source, target] of pairs(all, edges)) {
    if (outermost(source) !== outermost(target)) {
      continue; // nothing within one chart, and object × object edges otherwise
    }
    const targets = objectsOf(target);
    for (const object of objectsOf(source)) {
      targets.filter((other) => other !== object).forEach((other) => addEdge(edges, object, other));
    }
  }
}

function outermost(construct: IConstruct): IConstruct | undefined {
  return construct.node.scopes.find((scope) => Chart.isChart(scope));
}

/** Every construct after what it depends on, otherwise in the given order. Circles are left to cdk8s, which refuses them. */
function topology(constructs: readonly IConstruct[], edges: Edges): IConstruct[] {
  const inside = new Set(constructs);
  const targetsOf = (construct: IConstruct): IConstruct[] => [...(edges.get(construct) ?? [])].filter((target) => inside.has(target));
  const needed = new Set(constructs.flatMap(targetsOf));
  const seen = new Set<IConstruct>();
  const ordered: IConstruct[] = [];
  const visit = (start: IConstruct): void => {
    // A stack of its own: chains of dependencies may be longer than the one of JavaScript.
    const open: { readonly construct: IConstruct; readonly rest: IConstruct[] }[] = [];
    const enter = (construct: IConstruct): void => {
      if (!seen.has(construct)) {
        seen.add(construct);
        open.push({ construct, rest: targetsOf(construct).reverse() });
      }
    };
    enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        ordered.push(top.construct);
        open.pop();
      } else {
        enter(next);
      }
    }
  };
  constructs.filter((construct) => !needed.has(construct)).forEach(visit);
  constructs.forEach(visit);
  return ordered;
}

function addEdge(edges: Edges, source: IConstruct, target: IConstruct): void {
  const targets = edges.get(source) ?? new Set<IConstruct>();
  edges.set(source, targets.add(target));
}

/** The edges as they are now, in the order of the constructs they start at. */
function pairs(all: readonly IConstruct[], edges: Edges): (readonly [IConstruct, IConstruct])[] {
  return all.flatMap((source) => [...edges.get(source) ?? []].map((target) => [source, target] as const));
}
