using System.Text.Json;
using System.Text.Json.Nodes;
using IrisFlow.Engine.Plan;
using IrisFlow.Engine.Sweep;

namespace IrisFlow.Hosting.Runs;

/// <summary>What was asked for as the command line that does the same, for a person to type.</summary>
public static class CommandLine
{
    /// <summary>The line of a run or a fork.</summary>
    public static string Of(AskedRun asked) => "irisflow " + string.Join(' ', Words(asked).Select(CommandText.Quoted));

    /// <summary>The line of a sweep.</summary>
    internal static string Of(AskedSweep asked, IReadOnlyList<SweepAxis> axes)
    {
        var words = Words(asked);
        foreach (var axis in axes)
        {
            words.AddRange(["--sweep", $"{axis.Path}={string.Join(',', axis.Values.Select(v => Text(v, isInList: true)))}"]);
        }

        if (asked.By is not null)
        {
            words.AddRange(["--by", asked.By]);
        }

        Flag(words, "--ascending", asked.SmallestFirst == true);
        Flag(words, "--descending", asked.SmallestFirst == false);
        return "irisflow " + string.Join(' ', words.Select(CommandText.Quoted));
    }

    private static List<string> Words(AskedRun asked)
    {
        List<string> words = asked.Run is not null ? ["fork", asked.Run] : ["run", asked.Workflow ?? ""];
        void Each(string option, IEnumerable<string> values) => words.AddRange(values.SelectMany(v => new[] { option, v }));
        Each("--from", asked.From);
        Each("--to", asked.To);
        Each("--with", asked.With.Select(w => $"{w.Key}={w.Value}"));
        Each("--base", asked.Base is null ? [] : [asked.Base]);
        Flag(words, "--fill", asked.Fill);
        Flag(words, "--stale-ok", asked.StaleOk);
        Each("--force", asked.Force);
        Each("--set", asked.Set.Select(s => $"{s.Key}={Text(s.Value)}"));
        Each("--param", asked.Parameters.Select(p => $"{p.Key}={Text(p.Value)}"));
        Each("--skip", asked.Skip);
        Flag(words, "--no-cache", asked.NoCache);
        return words;
    }

    private static void Flag(List<string> words, string option, bool isSet)
    {
        if (isSet)
        {
            words.Add(option);
        }
    }

    /// <summary>A value as it is typed: a text without quotes where it can't be taken for anything else.</summary>
    private static string Text(JsonNode? value, bool isInList = false)
    {
        var isPlain = value is JsonValue text && text.TryGetValue<string>(out var plain) && plain.Length > 0 && !"{[\"".Contains(plain[0], StringComparison.Ordinal)
            && plain == plain.Trim() && !IsJson(plain) && (!isInList || plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ' '));
        return isPlain ? value!.GetValue<string>() : value?.ToJsonString() ?? "null";
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
