import { useState } from "react";
import { AssistedText } from "../forms/assist";
import type { Suggest } from "../forms/suggest";
import { useReadOnly } from "./surroundings";

interface Props {
  id: string;
  value: string;
  /** Why the text can't be taken; undefined when it can. */
  refused?(text: string): string | undefined;
  onCommit(text: string): void;
  suggest?: Suggest;
  mono?: boolean;
  invalid?: boolean;
  "aria-label"?: string;
}

const nothing: Suggest = () => null;

/** A text that takes effect when it is finished, on Enter or on leaving the field: half a name is no name. Escape takes it back. */
export function CommittedText({ id, value, refused, onCommit, suggest, mono, invalid, ...rest }: Props) {
  const readOnly = useReadOnly();
  const [typed, setTyped] = useState<string>();
  const text = typed ?? value;
  const reason = typed === undefined || typed === value ? undefined : refused?.(typed.trim());
  const commit = () => {
    const next = text.trim();
    if (typed !== undefined && next !== "" && next !== value && reason === undefined) {
      onCommit(next);
    }
    if (reason === undefined) {
      setTyped(undefined);
    }
  };
  return (
    <div onBlur={commit}>
      <AssistedText
        {...rest}
        id={id}
        text={text}
        mono={mono}
        readOnly={readOnly}
        suggest={(!readOnly && suggest) || nothing}
        eager={suggest !== undefined}
        onText={setTyped}
        aria-invalid={reason !== undefined || invalid || undefined}
        aria-describedby={reason === undefined ? undefined : `${id}-reason`}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            commit();
          } else if (event.key === "Escape" && typed !== undefined) {
            event.stopPropagation();
            setTyped(undefined);
          }
        }}
      />
      {reason !== undefined && (
        <p className="field-finding error" id={`${id}-reason`}>
          {reason}
        </p>
      )}
    </div>
  );
}
