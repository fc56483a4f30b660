import { Link } from "react-router";
import type { Reason } from "../api/runs";

/** A reason with all that is behind it, one level below the other. */
export function ReasonTree({ reason, open = true }: { reason: Reason; open?: boolean }) {
  return (
    <ul className="reasons">
      <ReasonItem reason={reason} open={open} />
    </ul>
  );
}

function ReasonItem({ reason, open }: { reason: Reason; open: boolean }) {
  return (
    <li>
      <span>{reason.text}</span>
      {reason.run && (
        <>
          {" "}
          <Link to={`/runs/${encodeURIComponent(reason.run)}`}>run {reason.run}</Link>
        </>
      )}
      {reason.before !== undefined && reason.after !== undefined && (
        <span className="before-after">
          <del>{reason.before}</del> → <ins>{reason.after}</ins>
        </span>
      )}
      {open && reason.because.length > 0 && (
        <ul>
          {reason.because.map((behind, index) => (
            <ReasonItem key={`${index} ${behind.text}`} reason={behind} open={open} />
          ))}
        </ul>
      )}
    </li>
  );
}
