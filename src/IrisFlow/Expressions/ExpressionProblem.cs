using System.Text;

namespace IrisFlow;

/// <summary>Findings in expressions: all say where in the text.</summary>
internal static class ExpressionProblem
{
    /// <param name="text">The expression.</param>
    /// <param name="at">Where in it, from 0.</param>
    /// <param name="rule">The rule's id.</param>
    /// <param name="message">What was found, without the final dot.</param>
    /// <param name="expected">What would be right.</param>
    public static Finding Of(string text, int at, string rule, string message, string? expected = null)
    {
        var before = text.AsSpan(0, at);
        var lineStart = before.LastIndexOf('\n') + 1;
        return new Finding(rule, $"{message} (at character {at + 1}).")
        {
            Line = before.Count('\n') + 1,
            Position = Encoding.UTF8.GetByteCount(before[lineStart..]) + 1,
            Expected = expected,
        };
    }

    public static IrisFlowException Syntax(string text, int at, string message, string? expected = null) =>
        new(Of(text, at, "IF330", message, expected));
}
