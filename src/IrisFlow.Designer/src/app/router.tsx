import { createBrowserRouter, type Params } from "react-router";
import { Shell } from "./Shell";
import { Trouble } from "./Trouble";

/** What a page is called in the browser's tab and history. */
export interface Titled {
  title: (parameters: Params) => string;
}

const titled = (title: Titled["title"]): Titled => ({ title });

// Each page is a chunk of its own, loaded when it is first opened.
const pages = [
  {
    path: "/",
    handle: titled(() => "Workflows"),
    lazy: async () => ({ Component: (await import("../workflows/WorkflowsPage")).WorkflowsPage }),
  },
  {
    path: "/workflows/:name",
    handle: titled(({ name }) => `${name}`),
    lazy: async () => ({ Component: (await import("../canvas/WorkflowPage")).WorkflowPage }),
  },
  {
    path: "/runs/:run/data/:step/:port",
    handle: titled(({ run, step, port }) => `${step}.${port}, run ${run}`),
    lazy: async () => ({ Component: (await import("../checkpoints/CheckpointPage")).CheckpointPage }),
  },
  {
    path: "/checkpoints/:digest",
    handle: titled(({ digest }) => `Checkpoint ${digest?.slice(0, 12)}`),
    lazy: async () => ({ Component: (await import("../checkpoints/CheckpointPage")).CheckpointPage }),
  },
  {
    path: "/settings",
    handle: titled(() => "Settings"),
    lazy: async () => ({ Component: (await import("../settings/SettingsPage")).SettingsPage }),
  },
  {
    path: "/runs",
    handle: titled(() => "Runs"),
    lazy: async () => ({ Component: (await import("../runs/RunsPage")).RunsPage }),
  },
  {
    path: "/runs/:run",
    handle: titled(({ run }) => `Run ${run}`),
    lazy: async () => ({ Component: (await import("../runs/RunPage")).RunPage }),
  },
  {
    path: "/schedules",
    handle: titled(() => "Schedules"),
    lazy: async () => ({ Component: (await import("../schedules/SchedulesPage")).SchedulesPage }),
  },
  {
    path: "/schedules/:workflow",
    handle: titled(({ workflow }) => `Schedule of ${workflow}`),
    lazy: async () => ({ Component: (await import("../schedules/SchedulePage")).SchedulePage }),
  },
  {
    path: "/compare",
    handle: titled(() => "Compare runs"),
    lazy: async () => ({ Component: (await import("../comparison/ComparePage")).ComparePage }),
  },
  {
    path: "/sweeps/:run",
    handle: titled(({ run }) => `Sweep ${run}`),
    lazy: async () => ({ Component: (await import("../sweeps/SweepPage")).SweepPage }),
  },
  {
    path: "/lineage/:run/:step/:port",
    handle: titled(({ step, port }) => `Lineage of ${step}.${port}`),
    lazy: async () => ({ Component: (await import("../lineage/LineagePage")).LineagePage }),
  },
  {
    path: "*",
    handle: titled(() => "No such page"),
    lazy: async () => ({ Component: (await import("./NotFoundPage")).NotFoundPage }),
  },
];

// A page that fails leaves the shell around it: one can go elsewhere.
export const router = createBrowserRouter([
  { element: <Shell />, errorElement: <Trouble />, children: [{ errorElement: <Trouble />, children: pages }] },
]);
