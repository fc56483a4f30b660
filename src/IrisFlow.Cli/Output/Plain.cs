using System.Buffers;

namespace IrisFlow.Cli.Output;

/// <summary>Text that came from data or names, made safe to show: control characters could steer the terminal.</summary>
internal static class Plain
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Concat(Enumerable.Range(127, 33)).Select(c => (char)c).Where(c => c != '\n')]);

    /// <summary>The text with control characters replaced; line ends stay.</summary>
    public static string Text(string text) => text.AsSpan().IndexOfAny(Controls) < 0
        ? text
        : string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Controls.Contains(source[i]) ? '\uFFFD' : source[i];
            }
        });

    /// <summary>The text on one line, cut to a width.</summary>
    public static string Cell(string text, int width)
    {
        var line = Text(text).Replace('\n', ' ');
        return line.Length <= width ? line : line[..(width - 1)] + "…";
    }
}
