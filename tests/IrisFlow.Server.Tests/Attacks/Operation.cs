using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IrisFlow.Server.Tests.Attacks;

/// <summary>A call that the server offers, as its OpenAPI document tells it: what is added there is attacked from then on.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="Document">What the document says of it.</param>
internal sealed record Operation(HttpMethod Method, string Path, JsonNode Document)
{
    private static readonly HashSet<string> Verbs = ["get", "post", "put", "delete", "patch"];

    public string Name => Document["operationId"]!.GetValue<string>();

    public bool IsUnsafe => Method != HttpMethod.Get;

    /// <summary>Whether it takes a body, and of this type.</summary>
    public bool Takes(string mediaType) => Document["requestBody"]?["content"]?[mediaType] is not null;

    /// <summary>The names of its parameters of type string that stand in the path or in the query.</summary>
    public IEnumerable<string> Texts(string place) =>
        from p in Document["parameters"]?.AsArray() ?? []
        where p!["in"]!.GetValue<string>() == place && p["schema"]!["type"]!.GetValue<string>() == "string"
        select p!["name"]!.GetValue<string>();

    /// <summary>Its address: the given values as they stand, and what there is in the workspace for the other parameters of the path.</summary>
    public string Address(string? parameter = null, string value = "") =>
        Regex.Replace(Path, @"\{(\w+)\}", m => m.Groups[1].Value == parameter ? value : m.Groups[1].Value is "name" or "workflow" ? "iris" : "x");

    /// <summary>All calls of a server.</summary>
    public static async Task<IReadOnlyList<Operation>> AllAsync(RunningServer server) =>
        [.. (await server.GetAsync("/api/openapi.json"))["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Where(m => Verbs.Contains(m.Key)).Select(m => new Operation(new(m.Key.ToUpperInvariant()), p.Key, m.Value!)))];

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
