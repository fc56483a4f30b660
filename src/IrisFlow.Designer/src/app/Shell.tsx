import { useEffect, useRef } from "react";
import { NavLink, Outlet } from "react-router";
import { Commands } from "../actions/Commands";
import { connect, useConnection } from "../api/events";
import { SignInPage } from "../session/SignInPage";
import { useSession } from "../session/session";
import { usePage } from "./usePage";
import "./shell.css";

const places = [
  { to: "/", label: "Workflows" },
  { to: "/runs", label: "Runs" },
  { to: "/schedules", label: "Schedules" },
  { to: "/settings", label: "Settings" },
];

/** What is around every page: the name, where one can go, and a place where changes are announced. */
export function Shell() {
  // The page stays as it is behind the question who one is: nothing that was typed is lost.
  const { isSignedOut } = useSession();
  useEffect(() => (isSignedOut ? undefined : connect()), [isSignedOut]);
  const content = useRef<HTMLDivElement>(null);
  usePage(content);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to content
      </a>
      <header className="shell-bar">
        <NavLink className="shell-name" to="/">
          <img src="/icon.svg" alt="" width="20" height="20" /> IrisFlow
        </NavLink>
        <nav aria-label="Main">
          {places.map((place) => (
            <NavLink key={place.to} to={place.to} end={place.to === "/"}>
              {place.label}
            </NavLink>
          ))}
        </nav>
        <Connection />
      </header>
      <div id="content" ref={content} className="shell-content" hidden={isSignedOut}>
        <Outlet />
      </div>
      {isSignedOut && <SignInPage />}
      <div id="status" className="shell-said" role="status" aria-live="polite" />
      <Commands />
    </div>
  );
}

/** Says when the server can't be reached; the stream of its events tells. */
function Connection() {
  const lost = useConnection((connection) => connection.state === "lost");
  return (
    <span className="shell-connection" role="status">
      {lost && "Not connected; trying again"}
    </span>
  );
}
