import { Link } from "react-router";

export function NotFoundPage() {
  return (
    <main className="page">
      <h1>There is no such page</h1>
      <p>
        Go to the <Link to="/">workflows</Link>.
      </p>
    </main>
  );
}
