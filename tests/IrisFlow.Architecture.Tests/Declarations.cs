using System.Text.RegularExpressions;

namespace IrisFlow.Architecture.Tests;

/// <summary>Public declarations as they stand in the text of a C# file, and whether a doc comment stands above them.</summary>
internal static partial class Declarations
{
    /// <summary>The public types of a file that lack a summary.</summary>
    public static IEnumerable<string> TypesWithoutSummary(string[] lines) => Undocumented(lines, PublicType());

    /// <summary>The public properties of a file that lack a summary.</summary>
    public static IEnumerable<string> PropertiesWithoutSummary(string[] lines) => Undocumented(lines, PublicProperty());

    /// <summary>The classes of a file that carry an attribute.</summary>
    public static IEnumerable<string> ClassesWith(string attribute, string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith($"[{attribute}(", StringComparison.Ordinal))
            {
                continue;
            }

            // An attribute's class is the first declaration below it; other attributes may stand between.
            if (lines.Skip(i).Select(l => ClassName().Match(l)).FirstOrDefault(m => m.Success) is { } match)
            {
                yield return match.Groups[1].Value;
            }
        }
    }

    private static IEnumerable<string> Undocumented(string[] lines, Regex declaration) =>
        from i in Enumerable.Range(0, lines.Length)
        let match = declaration.Match(lines[i])
        where match.Success && !HasSummary(lines, i)
        select match.Groups["name"].Value;

    private static bool HasSummary(string[] lines, int declaration)
    {
        var above = lines.Take(declaration).Reverse().Select(l => l.Trim())
            .SkipWhile(l => l.StartsWith('[') || l.EndsWith(']') || l.StartsWith('#'))
            .TakeWhile(l => l.StartsWith("///", StringComparison.Ordinal));
        return above.Any(l => l.Contains("<summary>", StringComparison.Ordinal) || l.Contains("<inheritdoc", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s*public\s+(?:\w+\s+)*?(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?)\s+(?<name>\w+)")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:\[.*\]\s*)?public\s+(?!const\b|static\b|override\b)(?:\w+\s+)*?[\w<>?,.\[\] ]+\s(?<name>\w+)\s*(?:\{|=>|$)(?<!class\s+\w+\s*)")]
    private static partial Regex PublicProperty();

    [GeneratedRegex(@"\bclass\s+(\w+)")]
    private static partial Regex ClassName();
}
