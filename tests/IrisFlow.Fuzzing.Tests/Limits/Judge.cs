using System.Text.RegularExpressions;

namespace IrisFlow.Fuzzing;

/// <summary>Reads one file in all ways and says what is wrong with any of them.</summary>
internal sealed partial class Judge : IDisposable
{
    private static readonly HashSet<string> Documented =
        [.. RuleId().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "rules.md"))).Select(m => m.Value)];

    private readonly Meter _meter = new();

    /// <summary>What is wrong; empty where every way gave the same table or a documented finding within the limits.</summary>
    public List<string> Try(string path, IReadOnlyList<Way> ways, Reading? only = null)
    {
        var wrong = new List<string>();
        Outcome? first = null;
        foreach (var way in ways)
        {
            var outcome = Run(path, way, wrong);
            first ??= outcome;
            if (outcome.Reading is { } reading)
            {
                if (only is not null && !reading.AgreesWith(only))
                {
                    wrong.Add($"{way.Name}: the bytes under a checksum changed, and so did the table: {reading.DifferenceTo(only)}");
                }
                else if (first.Reading is { } whole && !reading.AgreesWith(whole))
                {
                    wrong.Add($"{way.Name}: gives another table than '{ways[0].Name}': {reading.DifferenceTo(whole)}");
                }
                else if (reading.IsWhole && first.Rules.Contains("IF313"))
                {
                    wrong.Add($"{way.Name}: gives a table where '{ways[0].Name}' finds a checksum that is wrong");
                }
            }
            else if (first.Reading is not null && wrong.Count == 0)
            {
                wrong.Add($"{way.Name}: fails where '{ways[0].Name}' gives a table: {outcome.Message}");
            }
        }

        return wrong;
    }

    public void Dispose() => _meter.Dispose();

    private Outcome Run(string path, Way way, List<string> wrong)
    {
        Reading? reading = null;
        Exception? failure = null;
        var excess = _meter.Measure(() =>
        {
            try
            {
                reading = way.Read(path);
            }
            catch (Exception e)
            {
                failure = e;
            }

            return reading?.Bytes ?? 0;
        });
        if (excess is not null)
        {
            wrong.Add($"{way.Name}: {excess}");
        }

        switch (failure)
        {
            case null:
                return new(reading, [], "");
            case IrisFlowException { Findings: { Count: > 0 } findings }:
                wrong.AddRange(findings.Where(f => !Documented.Contains(f.Rule) || string.IsNullOrWhiteSpace(f.Message)).Select(f => $"{way.Name}: finding '{f.Rule}: {f.Message}' is not documented"));
                return new(null, [.. findings.Select(f => f.Rule)], findings[0].Message);
            default:
                wrong.Add($"{way.Name}: {failure}");
                return new(null, [], failure.Message);
        }
    }

    private sealed record Outcome(Reading? Reading, IReadOnlyList<string> Rules, string Message);

    [GeneratedRegex(@"IF\d{3}")]
    private static partial Regex RuleId();
}
