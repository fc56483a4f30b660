using System.Diagnostics;

namespace IrisFlow.Benchmarks;

/// <summary>A CSV file much larger than memory may be, loaded, filtered, given another column and written: how much of it is ever resident.</summary>
internal static class LargerThanMemory
{
    private const string Flow = """
        {
          "format": 1,
          "workflow": "large",
          "steps": {
            "load": { "uses": "data.read-csv", "with": { "path": "../../rows.csv" } },
            "filter": { "uses": "data.filter", "from": { "rows": "load.rows" }, "with": { "keep": "c0 > 0.1" }, "policy": { "checkpoint": "never" } },
            "derive": { "uses": "data.derive", "from": { "rows": "filter.rows" }, "with": { "columns": { "ratio": "c0 / (c1 + 1)" } }, "policy": { "checkpoint": "never" } },
            "write": { "uses": "data.write-csv", "from": { "rows": "derive.rows" }, "with": { "path": "../../out.csv" } }
          }
        }
        """;

    /// <param name="program">The program.</param>
    /// <param name="bytes">How large the file is to be, about.</param>
    public static void Run(PublishedProgram program, long bytes)
    {
        var workspace = PublishedProgram.Folder();
        try
        {
            var csv = Path.Combine(workspace, "rows.csv");
            Generate(csv, bytes);
            var size = new FileInfo(csv).Length;
            var flow = Path.Combine(workspace, "workflows", "large", "large.flow.json");
            Directory.CreateDirectory(Path.GetDirectoryName(flow)!);
            File.WriteAllText(flow, Flow);
            Console.WriteLine($"Larger than memory: a CSV of {size / 1e9:0.0} GB, load, filter, derive, write");

            var watch = Stopwatch.StartNew();
            var peaks = program.Peaks(workspace, "run", "large");
            var seconds = watch.Elapsed.TotalSeconds;
            var written = new FileInfo(Path.Combine(workspace, "out.csv")).Length;
            Console.WriteLine($"  {seconds,8:0.0} s, {size / 1e6 / seconds:0} MB of CSV a second; {written / 1e9:0.0} GB written");
            foreach (var (name, kilobytes) in peaks)
            {
                Console.WriteLine($"  {kilobytes / 1024.0,8:0} MiB {name}{(name == "VmHWM" ? $": most ever resident (bar: 400 MB, {(kilobytes * 1024 < 400e6 ? "held" : "missed")})" : "")}");
            }

            Console.WriteLine();
        }
        finally
        {
            Directory.Delete(workspace, recursive: true);
        }
    }

    /// <summary>Rows of <see cref="TableData"/>, over and over.</summary>
    private static void Generate(string path, long bytes)
    {
        TableData.WriteCsv(path, TableData.Rows / 10);
        using var rows = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var some = new byte[rows.Length];
        rows.ReadExactly(some);
        var body = some.AsMemory(some.AsSpan().IndexOf((byte)'\n') + 1);
        while (rows.Length < bytes)
        {
            rows.Write(body.Span);
        }
    }
}
