import { useCallback } from "react";
import { useSearchParams } from "react-router";

/** What is chosen on a page stands in its address, so that it can be sent to somebody. Choosing nothing takes the parameter out. */
export function useChosen(): [URLSearchParams, (name: string, value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const choose = useCallback(
    (name: string, value: string) =>
      setParameters(
        (before) => {
          if (value === "") {
            before.delete(name);
          } else {
            before.set(name, value);
          }
          return before;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [parameters, choose];
}
