using System.Reflection.Metadata;

namespace IrisFlow.Engine.Fingerprints;

/// <summary>The resources embedded in application code.</summary>
internal static class Resources
{
    /// <summary>Those of a name, with or without the namespace before it; all for an empty name.</summary>
    public static IEnumerable<(string Name, string Assembly, string Hash)> Named(CodeBase code, string name)
    {
        foreach (var assembly in code.Assemblies.Where(a => !a.IsBuiltIn))
        {
            foreach (var handle in assembly.Metadata.ManifestResources)
            {
                var resource = assembly.Metadata.GetManifestResource(handle);
                var full = assembly.Metadata.GetString(resource.Name);
                if (name.Length == 0 || full == name || full.EndsWith($".{name}", StringComparison.Ordinal))
                {
                    var text = new CodeText();
                    text.Bytes(assembly.Resource(resource));
                    yield return (full, assembly.Name, text.Hash());
                }
            }
        }
    }
}
