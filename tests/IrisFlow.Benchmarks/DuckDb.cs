using System.Diagnostics;
using System.Text.Json.Nodes;
using IrisFlow.Parquet;

namespace IrisFlow.Benchmarks;

/// <summary>DuckDB with two threads and all in memory, in a process of its own that stays while we take turns with it.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly Process _node;

    public DuckDb(int threads = 2)
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            // Not npm ci: it asks for the libraries of every platform, of which a registry may have only some.
            using var install = Process.Start(new ProcessStartInfo("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
            install.WaitForExit();
        }

        _node = Process.Start(new ProcessStartInfo("node", ["duckdb.mjs", $"{threads}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Version = Ask("SELECT version()")["rows"]![0]![0]!.GetValue<string>();
    }

    public string Version { get; }

    /// <summary>Runs a statement; the milliseconds that it took inside the other process.</summary>
    public double Run(string sql) => Ask(sql)["ms"]!.GetValue<double>();

    /// <summary>The first cell of a statement's answer.</summary>
    public string Cell(string sql) => Ask(sql)["rows"]![0]![0]!.GetValue<string>();

    /// <summary>Makes a table of DuckDB in memory that has our rows.</summary>
    public void Load(string name, Table table, string folder)
    {
        var path = Path.Combine(folder, $"{name}.parquet");
        using (var file = File.Create(path))
        {
            new ParquetFormat().Write(table, file);
        }

        Run($"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')");
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private JsonNode Ask(string sql)
    {
        _node.StandardInput.WriteLine(new JsonObject { ["sql"] = sql }.ToJsonString());
        _node.StandardInput.Flush();
        var answer = JsonNode.Parse(_node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("DuckDB has ended."))!;
        return answer["error"] is { } error ? throw new InvalidOperationException($"{sql}: {error}") : answer;
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IrisFlow.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The benchmarks run outside the repository.");
        }

        return Path.Combine(folder.FullName, "tests", "IrisFlow.Benchmarks", "duckdb");
    }
}
