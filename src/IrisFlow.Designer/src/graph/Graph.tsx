import { useEffect, useMemo, useRef } from "react";
import { Link } from "react-router";
import { box, type GraphEdge, type GraphNode, placed } from "./layers";
import "./graph.css";

interface Props {
  label: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

/** A graph that is only looked at. Its nodes are links; whoever shows it has the same as a table. */
export function Graph({ label, nodes, edges }: Props) {
  const drawn = useMemo(() => placed(nodes, edges), [nodes, edges]);
  const scroller = useRef<HTMLElement>(null);
  // What was asked for comes into sight, also in a graph that is larger than the page.
  useEffect(() => {
    const here = drawn.nodes.find((node) => node.look === "here");
    const box = scroller.current;
    if (here && box) {
      box.scrollTo({ left: here.x - box.clientWidth / 3, top: here.y - box.clientHeight / 2 });
    }
  }, [drawn]);
  return (
    <section className="graph-scroll" ref={scroller} tabIndex={0} aria-label={label}>
      <div className="graph" style={{ width: drawn.width, height: drawn.height }}>
        <svg width={drawn.width} height={drawn.height} aria-hidden="true">
          {drawn.edges.map(({ from, to, look }) => {
            const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
            const [x2, y2] = [to.x, to.y + box.height / 2];
            const bend = Math.max(24, (x2 - x1) / 2);
            return (
              <path
                key={`${from.id} ${to.id}`}
                className={`graph-edge ${look === undefined ? "" : `edge-${look}`}`}
                d={`M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
              />
            );
          })}
        </svg>
        <ul>
          {drawn.nodes.map((node) => (
            <li
              key={node.id}
              className={`graph-node look-${node.look}`}
              style={{ left: node.x, top: node.y, width: box.width, height: box.height }}
            >
              {node.to === undefined ? (
                <span className="graph-title">{node.title}</span>
              ) : (
                <Link className="graph-title" to={node.to}>
                  {node.title}
                </Link>
              )}
              <span className="graph-subtitle">{node.subtitle}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
