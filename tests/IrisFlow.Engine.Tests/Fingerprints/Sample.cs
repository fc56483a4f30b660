using System.Collections.Immutable;
using IrisFlow.Engine.Fingerprints;

namespace IrisFlow.Engine.Tests.Fingerprints;

/// <summary>The sample application as it is before any edit.</summary>
internal static class Sample
{
    public static readonly SampleProject Project = new()
    {
        Sources = Embedded(),
        Resources = ImmutableSortedDictionary<string, string>.Empty.Add("Sample.words.txt", "setosa").Add("Sample.other.txt", "other"),
        Library = "namespace Sample.Library; public static class Numbers { public static int Twice(int value) => value * 2; }",
    };

    /// <summary>What the engine would walk from, for each activity.</summary>
    public static readonly IReadOnlyDictionary<string, CodeRoots> Roots = new Dictionary<string, CodeRoots>
    {
        ["scale"] = Of("Scale"),
        ["rules"] = Of("Rules"),
        ["sort"] = Of("Sort"),
        ["lambdas"] = Of("Lambdas"),
        ["words"] = Of("Words"),
        ["shapes"] = Of("Shapes"),
        ["blend-half"] = Of("BlendHalf") with { Kinds = [Named("Half")] },
        ["blend-third"] = Of("BlendThird") with { Kinds = [Named("Third")] },
        ["frozen"] = Of("Frozen"),
        ["reflects"] = Of("Reflects") with { Ports = [Named("Notes")] },
        ["opaque"] = Of("OpaqueCalls"),
    };

    private static readonly Lazy<IReadOnlyDictionary<string, CodeFingerprint>> FirstFingerprints = new(() => Project.Fingerprints(Roots));

    /// <summary>The fingerprints before any edit.</summary>
    public static IReadOnlyDictionary<string, CodeFingerprint> Before => FirstFingerprints.Value;

    /// <summary>The activities whose fingerprints an edit changes, sorted.</summary>
    public static string Changed(SampleProject edited)
    {
        var after = edited.Fingerprints(Roots);
        return string.Join(' ', Before.Where(b => after[b.Key].Hash != b.Value.Hash).Select(b => b.Key).Order(StringComparer.Ordinal));
    }

    private static CodeRoots Of(string activity) => new(Named(activity), [], [new("IrisFlow", "IrisFlow.Table")]);

    private static ClassName Named(string name) => new("Sample", $"Sample.{name}");

    private static ImmutableSortedDictionary<string, string> Embedded()
    {
        var assembly = typeof(Sample).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith("Sample/", StringComparison.Ordinal)).ToImmutableSortedDictionary(
            name => name["Sample/".Length..],
            name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            });
    }
}
