import { useConnection, useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { announce } from "../app/announce";
import { useDocumentStore } from "../document/useDocument";
import { refusalOf } from "./connection";
import { refOf } from "./handles";
import { useCatalogNow } from "./useCanvasContext";

/** While a wire is drawn to where it can't go: the reason, at the pointer and spoken. */
export function ConnectionReason() {
  const store = useDocumentStore();
  const catalog = useCatalogNow();
  const { flowToScreenPosition } = useReactFlow();
  const connection = useConnection();
  const from = connection.inProgress ? refOf(connection.fromHandle) : undefined;
  const to = connection.inProgress ? refOf(connection.toHandle) : undefined;
  const reason =
    from && to && (from.step !== to.step || from.port !== to.port || from.side !== to.side)
      ? refusalOf(store.getState().history.document, catalog(), from, to)
      : undefined;
  useEffect(() => {
    if (reason !== undefined) {
      announce(reason);
    }
  }, [reason]);
  if (reason === undefined || !connection.inProgress) {
    return null;
  }

  const { x, y } = flowToScreenPosition(connection.to);
  return (
    <div className="connection-reason" style={{ left: x, top: y }} aria-hidden="true">
      {reason}
    </div>
  );
}
