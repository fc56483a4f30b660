using System.Text.RegularExpressions;

namespace IrisFlow.Architecture.Tests;

public partial class CommentTests
{
    private static readonly string[] Text =
    [
        ".cs", ".csproj", ".css", ".editorconfig", ".html", ".js", ".json", ".md", ".mjs", ".props", ".sh", ".sln", ".sql", ".targets", ".ts", ".tsx", ".txt", ".yml", "",
    ];

    [Fact]
    public void A_suppressed_warning_says_why()
    {
        var silent =
            from file in Repository.Code(".cs")
            let lines = Repository.Lines(file)
            from i in Enumerable.Range(0, lines.Length)
            where Suppression().IsMatch(lines[i]) && !SaysWhy(lines, i)
            select $"{file}:{i + 1}";
        Violations.None(silent);
    }

    [Theory]
    [InlineData("#pragma " + "warning disable CA1000")]
    [InlineData("[Suppress" + "Message(\"Style\", \"IDE0001\")]")]
    public void A_suppression_without_a_reason_is_seen(string line) =>
        Assert.True(Suppression().IsMatch(line) && !SaysWhy(["", line], 1));

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var later = new Regex(@"\b(TO" + "DO|FIX" + @"ME|HA" + @"CK)\b");
        Violations.None(
            from file in Repository.Seen(Repository.Files.Where(IsText))
            from line in Repository.Lines(file)
            where later.IsMatch(line)
            select $"{file}: {line.Trim()}");
    }

    [Fact]
    public void No_text_names_a_folder_of_somebodys_machine() =>
        Violations.None(
            from file in Repository.Seen(Repository.Files.Where(IsText))
            from line in Repository.Lines(file)
            where MachineFolder().IsMatch(line)
            select $"{file}: {line.Trim()}");

    [Fact]
    public void A_rule_switched_off_says_why()
    {
        var lines = Repository.Lines(".editorconfig");
        var off = Enumerable.Range(0, lines.Length).Select(i => (Line: i, Match: SwitchedOff().Match(lines[i]))).Where(l => l.Match.Success).ToList();
        Assert.NotEmpty(off);
        Violations.None(off.Where(o => !Regex.IsMatch(ReasonAbove(lines, o.Line), $@"^#.*\b{o.Match.Groups[1].Value}\b.*: \w+")).Select(o => lines[o.Line]));
    }

    private static string ReasonAbove(string[] lines, int line) =>
        lines.Take(line).Reverse().SkipWhile(l => SwitchedOff().IsMatch(l)).FirstOrDefault("");

    private static bool SaysWhy(string[] lines, int line) =>
        lines[line].Contains("// ", StringComparison.Ordinal)
        || lines[line].Contains("Justification = \"", StringComparison.Ordinal)
        || (line > 0 && lines[line - 1].TrimStart().StartsWith("// ", StringComparison.Ordinal));

    private static bool IsText(string file) => Text.Contains(Path.GetExtension(file)) && !file.EndsWith("package-lock.json", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(#pragma\s+warning\s+disable|\[(assembly:\s*)?SuppressMessage)")]
    private static partial Regex Suppression();

    [GeneratedRegex(@"(?<![\w.])/(home|root|work)/")]
    private static partial Regex MachineFolder();

    [GeneratedRegex(@"^dotnet_diagnostic\.(\w+)\.severity\s*=\s*none")]
    private static partial Regex SwitchedOff();
}
