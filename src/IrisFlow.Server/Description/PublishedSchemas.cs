using System.Reflection;
using System.Text.Json.Nodes;

namespace IrisFlow.Server.Description;

/// <summary>The JSON Schemas of the documents, as they stand in <c>src/docs/schemas</c>.</summary>
internal static class PublishedSchemas
{
    /// <summary>How the name of a schema's file ends.</summary>
    public const string Extension = ".schema.json";

    private const string Folder = "schemas/";

    private static readonly Assembly Carrier = typeof(PublishedSchemas).Assembly;

    /// <summary>The names of their files.</summary>
    public static IEnumerable<string> Files => Carrier.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Select(n => n[Folder.Length..]);

    /// <summary>The schema of a file.</summary>
    /// <exception cref="IrisFlowException">There is none of that name.</exception>
    public static JsonObject Read(string file)
    {
        if (!Files.Contains(file))
        {
            throw new IrisFlowException(new Finding("IF856", $"There is no schema '{file}'.") { Expected = NearMiss.OneOf(file, Files, "The schemas are") }, ExitCode.NotFound);
        }

        using var stream = Carrier.GetManifestResourceStream(Folder + file)!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
