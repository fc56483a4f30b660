using System.Globalization;
using System.Text;
using IrisFlow.Testing.Program;

namespace IrisFlow.Reliability.Tests;

/// <summary>A workflow of two steps without C#, for tests that start the program very often.</summary>
internal static class Small
{
    public const string Name = "small";

    public static ProgramWorkspace Workspace(int rows = 5)
    {
        var csv = new StringBuilder("n,x\n");
        var random = new Random(17);
        for (var i = 0; i < rows; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{i},{random.NextDouble():R}\n");
        }

        return ProgramWorkspace.Of(
            Name,
            """
            {
              "format": 1,
              "workflow": "small",
              "steps": {
                "load": { "uses": "data.read-csv", "with": { "path": "rows.csv" } },
                "filter": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "n >= 2" } }
              }
            }
            """,
            ("rows.csv", csv.ToString()));
    }
}
