import { useEffect } from "react";
import { type Catalog, useCatalog } from "../activities/activities";
import { announce } from "../app/announce";
import { placesOf, stepsOf, type WorkflowDocument } from "../document/document";
import { useDocument, useDocumentStore } from "../document/useDocument";
import { placeMissing } from "./layout/beside";
import { inColumns } from "./layout/columns";
import { expectLayout, layOut } from "./layout/layout";

/** Places the steps that have no place: all of them by the layout, single ones beside what they read. Nothing of it is saved. */
export function useFirstLayout(): boolean {
  const store = useDocumentStore();
  const catalog = useCatalog().data;
  const document = useDocument((open) => open.history.document);
  const placed = useDocument((open) => open.placed);
  const missing = missingPlaces(document, placed);
  const all = missing && placesOf(document).size === 0 && Object.keys(placed).length === 0;
  useEffect(() => {
    if (!missing || !catalog) {
      return;
    }

    if (!all) {
      store.getState().setPlaced({ ...placed, ...placeMissing({ document, placed }, catalog) });
      return;
    }

    let stale = false;
    placeAll(document, catalog).then((places) => {
      if (!stale) {
        store.getState().setPlaced(places);
      }
    });
    return () => {
      stale = true;
    };
  }, [missing, all, catalog, document, placed, store]);
  return all;
}

/** So many steps are shown at once rather than well; the layout that takes its time is asked for by key. */
const soon = 400;

async function placeAll(document: WorkflowDocument, catalog: Catalog) {
  if (stepsOf(document).length > soon) {
    setTimeout(expectLayout, 500);
    return inColumns({ document, placed: {} }, catalog);
  }

  try {
    return await layOut({ document, placed: {} }, catalog);
  } catch {
    announce("The layout failed; the steps stand in columns.");
    return inColumns({ document, placed: {} }, catalog);
  }
}

function missingPlaces(document: WorkflowDocument, placed: Readonly<Record<string, unknown>>): boolean {
  const places = placesOf(document);
  return stepsOf(document).some(({ name }) => !places.has(name) && !Object.hasOwn(placed, name));
}
