import { put } from "./studio";

const activity = `using IrisFlow;

namespace Gates;

/// <summary>Waits until there is a file.</summary>
[Activity("gates.wait")]
public sealed class WaitForFile : Activity
{
    /// <summary>Rows.</summary>
    [Port("rows")]
    public required In<Table> Given { get; init; }

    /// <summary>The file to wait for.</summary>
    public string Gate { get; init; } = "go";

    /// <summary>The same rows.</summary>
    [Port("rows")]
    public Out<Table> Passed { get; } = new();

    /// <inheritdoc/>
    protected override async Task RunAsync(StepContext step)
    {
        var rows = step.Read(Given);
        Console.WriteLine("the gate is closed");
        step.Report(0.25);
        while (!File.Exists(step.Environment.PathOf(Gate)))
        {
            await Task.Delay(20, step.Cancellation);
        }

        step.Write(Passed, rows);
    }
}
`;

/** Adds a workflow whose two middle steps wait, each until a file is there: load, first, second, keep. */
export function addGated(workspace: string): void {
  const definition = {
    format: 1,
    workflow: "gated",
    steps: {
      load: { uses: "data.read-csv", with: { path: "rows.csv" } },
      first: { uses: "gates.wait", from: { rows: "load.rows" }, with: { gate: "first" } },
      second: { uses: "gates.wait", from: { rows: "first.rows" }, with: { gate: "second" } },
      keep: { uses: "data.filter", from: { rows: "second.rows" }, with: { keep: "n >= 2" } },
    },
  };
  put(workspace, "workflows/gated/gated.flow.json", JSON.stringify(definition));
  put(workspace, "workflows/gated/rows.csv", "n\n1\n2\n3\n");
  put(workspace, "workflows/gated/Gates.cs", activity);
}
