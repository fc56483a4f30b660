import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Answer, call, part } from "../api/client";
import { emptyDocument } from "../document/document";
import { isObject, type Json, type JsonObject } from "../document/json";
import { useDocumentStore } from "../document/useDocument";

/** What the server says of a workflow. */
export interface WorkflowFile {
  workflow: string;
  file?: string;
  text: string;
  definition: Json;
  layout: Json;
  inCode: boolean;
}

export const workflowKey = (name: string) => ["workflow", name];

/** Opens the workflow's file, unless it is open already: then what is here may be newer than the file. */
export function useWorkflowFile(name: string) {
  const store = useDocumentStore();
  const file = useQuery({
    queryKey: workflowKey(name),
    queryFn: ({ signal }) => call<WorkflowFile>(`/api/workflows/${part(name)}`, { signal }),
    throwOnError: true,
  });
  const answer = file.data;
  useEffect(() => {
    if (answer && !store.getState().loaded) {
      store
        .getState()
        .load(documentIn(answer), { etag: answer.etag, inCode: answer.body.inCode, file: answer.body.file });
    }
  }, [answer, store]);
  return file;
}

/** The document in an answer of the server. */
export function documentIn({ body }: Answer<WorkflowFile>) {
  const empty = emptyDocument(body.workflow);
  return { definition: objectOr(body.definition, empty.definition), layout: objectOr(body.layout, empty.layout) };
}

const objectOr = (value: Json, other: JsonObject) => (isObject(value) ? value : other);
