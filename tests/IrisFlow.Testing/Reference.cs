using System.Text.Json.Nodes;

namespace IrisFlow.Testing;

/// <summary>Exact numbers of scikit-learn, and the data they were made from: what our own numbers are held against.</summary>
public static class Reference
{
    /// <summary>The full path of a reference file: <c>iris.csv</c>, <c>wine.json</c>.</summary>
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "reference", name);

    /// <summary>A reference document: <c>iris</c>, <c>wine</c>, <c>iris-workflow</c>.</summary>
    public static JsonNode Document(string name) => JsonNode.Parse(File.ReadAllText(Path(name + ".json")))!;
}
