import type { ELK, ElkNode } from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { Catalog } from "../../activities/activities";
import type { Places } from "../../document/commands";
import type { Placing } from "../flow";
import { elkGraphOf, placesIn } from "./graph";

let elk: Promise<ELK> | undefined;

/** Lays a graph out in a worker: the page goes on meanwhile. The worker is a file of its own, loaded when it is first needed. */
async function inWorker(graph: ElkNode): Promise<ElkNode> {
  elk ??= import("elkjs/lib/elk-api.js").then(({ default: Elk }) => new Elk({ workerUrl }));
  return (await elk).layout(graph);
}

/** Brings the worker here before it is asked for: it is large, and many steps take their time as it is. */
export function expectLayout(): void {
  void inWorker({ id: "root", children: [] }).catch(() => undefined);
}

/** Where the steps of a workflow would stand best. */
export async function layOut(
  placing: Placing,
  catalog: Catalog,
  run: (graph: ElkNode) => Promise<ElkNode> = inWorker,
): Promise<Places> {
  return placesIn(await run(elkGraphOf(placing, catalog)), placing, catalog);
}
