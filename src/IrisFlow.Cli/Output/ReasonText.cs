using System.Text;
using IrisFlow.Engine.Reasons;

namespace IrisFlow.Cli.Output;

/// <summary>A reason as an indented tree: what follows from what, down to the last that is known.</summary>
internal static class ReasonText
{
    /// <summary>The tree, its lines ended; below a head that the caller wrote.</summary>
    /// <param name="reason">The root.</param>
    /// <param name="indent">What stands before every line.</param>
    public static string Tree(Reason reason, string indent)
    {
        // A terminal that can't show lines would show question marks.
        var lines = Encoding.UTF8.GetString(Encoding.Convert(Console.OutputEncoding, Encoding.UTF8, Console.OutputEncoding.GetBytes("├└│"))) == "├└│";
        return Tree(reason, indent, lines ? new("├ ", "└ ", "│ ") : new("|- ", "`- ", "|  "));
    }

    /// <summary>The same with given branches.</summary>
    private static string Tree(Reason reason, string indent, Branches branches)
    {
        var text = new StringBuilder();
        Line(text, indent, reason.Text);
        Below(text, reason, indent, branches);
        return text.ToString();
    }

    private static void Below(StringBuilder text, Reason reason, string indent, Branches branches)
    {
        for (var i = 0; i < reason.Because.Count; i++)
        {
            var last = i == reason.Because.Count - 1;
            Line(text, indent + (last ? branches.Last : branches.Between), reason.Because[i].Text);
            Below(text, reason.Because[i], indent + (last ? new string(' ', branches.Last.Length) : branches.Past), branches);
        }
    }

    private static void Line(StringBuilder text, string before, string what) => text.Append(before).Append(Plain.Cell(what, 400)).Append('\n');

    /// <summary>How branches are drawn.</summary>
    private sealed record Branches(string Between, string Last, string Past);
}
