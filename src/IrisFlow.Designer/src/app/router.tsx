import { createBrowserRouter } from "react-router";
import { Shell } from "./Shell";
import { Trouble } from "./Trouble";

// Each page is a chunk of its own, loaded when it is first opened.
export const router = createBrowserRouter([
  {
    element: <Shell />,
    errorElement: <Trouble />,
    children: [
      { path: "/", lazy: async () => ({ Component: (await import("../workflows/WorkflowsPage")).WorkflowsPage }) },
      {
        path: "/workflows/:name",
        lazy: async () => ({ Component: (await import("../canvas/WorkflowPage")).WorkflowPage }),
      },
      {
        path: "/runs/:run/data/:step/:port",
        lazy: async () => ({ Component: (await import("../checkpoints/CheckpointPage")).CheckpointPage }),
      },
      {
        path: "/checkpoints/:digest",
        lazy: async () => ({ Component: (await import("../checkpoints/CheckpointPage")).CheckpointPage }),
      },
      { path: "/settings", lazy: async () => ({ Component: (await import("../settings/SettingsPage")).SettingsPage }) },
      { path: "/runs", lazy: async () => ({ Component: (await import("../runs/RunsPage")).RunsPage }) },
      { path: "/runs/:run", lazy: async () => ({ Component: (await import("../runs/RunPage")).RunPage }) },
      {
        path: "/schedules",
        lazy: async () => ({ Component: (await import("../schedules/SchedulesPage")).SchedulesPage }),
      },
      {
        path: "/schedules/:workflow",
        lazy: async () => ({ Component: (await import("../schedules/SchedulePage")).SchedulePage }),
      },
      { path: "/compare", lazy: async () => ({ Component: (await import("../comparison/ComparePage")).ComparePage }) },
      { path: "/sweeps/:run", lazy: async () => ({ Component: (await import("../sweeps/SweepPage")).SweepPage }) },
      {
        path: "/lineage/:run/:step/:port",
        lazy: async () => ({ Component: (await import("../lineage/LineagePage")).LineagePage }),
      },
      { path: "*", lazy: async () => ({ Component: (await import("./NotFoundPage")).NotFoundPage }) },
    ],
  },
]);
