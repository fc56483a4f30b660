import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { documentOf, readWorkflow } from "../api/workflows";
import { useDocumentStore } from "../document/useDocument";

export const workflowKey = (name: string) => ["workflow", name];

/** Opens the workflow's file, unless it is open already: then what is here may be newer than the file. */
export function useWorkflowFile(name: string) {
  const store = useDocumentStore();
  const file = useQuery({
    queryKey: workflowKey(name),
    queryFn: ({ signal }) => readWorkflow(name, signal),
    // Shared with an older answer, its objects would lose the order of their members.
    structuralSharing: false,
    throwOnError: true,
  });
  const answer = file.data;
  useEffect(() => {
    if (answer && !store.getState().loaded) {
      const { inCode, file: path } = answer.body;
      store.getState().load(documentOf(answer.body), { etag: answer.etag, inCode, file: path ?? undefined });
    }
  }, [answer, store]);
  return file;
}
