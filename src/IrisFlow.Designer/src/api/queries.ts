import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./client";

/** What the server said, kept while it is on screen. Events write into it, so nothing is asked twice without need. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // What was refused is refused again; a server that restarts answers a little later.
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 5,
    },
  },
});
