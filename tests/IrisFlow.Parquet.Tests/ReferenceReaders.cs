using System.Text.Json.Nodes;
using IrisFlow.Testing.Program;

namespace IrisFlow.Parquet.Tests;

/// <summary>DuckDB and hyparquet on all files of the data folder, in one process of Node that runs once.</summary>
public sealed class ReferenceReaders
{
    // Its one column, a map of texts, takes over 2 GiB, on which they would spend a minute and then fail.
    private const string TooLarge = "large_string_map.brotli.parquet";

    private readonly JsonNode _answer = NodeReaders.Ask("compare.mjs", new JsonObject
    {
        ["write"] = new JsonArray(),
        ["read"] = new JsonArray([.. Names.Where(n => n != TooLarge).Select(n => (JsonNode)Files.Data(n))]),
    });

    /// <summary>The files, by their path in the data folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Files.Data(""), "*.parquet*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Files.Data(""), f)).Order(StringComparer.Ordinal)];

    /// <summary>The cells of each column as a reader saw them; null where it could not read the file.</summary>
    public JsonObject? Columns(string name, string reader) =>
        _answer[Files.Data(name)]?[reader]?.AsObject() is { } seen && seen["error"] is not JsonValue ? seen : null;

    /// <summary>The lists and maps of a file's schema; null where its footer could not be read.</summary>
    public IEnumerable<string>? LeftOut(string name) => (_answer[Files.Data(name)]?["leftOut"] as JsonArray)?.Select(n => n!.GetValue<string>());
}
