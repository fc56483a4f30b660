using System.Globalization;
using System.Text;

namespace IrisFlow;

internal sealed partial class Parser
{
    private Literal Number(Token token, string sign)
    {
        if (!token.Text.AsSpan().ContainsAny(".eE"))
        {
            return long.TryParse(sign + token.Text, CultureInfo.InvariantCulture, out var whole)
                ? new Literal(token.At, whole)
                : throw BadLiteral(token, "does not fit a whole number of 64 bits", "Write it with a decimal point to make it floating-point.");
        }

        var number = double.Parse(sign + token.Text, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? new Literal(token.At, number) : throw BadLiteral(token, "is too large for a number", null);
    }

    private Literal Moment(Token kind, Token text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.Text);
        if (kind.IsWord("date"))
        {
            return TemporalText.TryDate(utf8, out var days)
                ? new Literal(kind.At, TemporalValues.Date(days))
                : throw BadLiteral(text, "is no day", TemporalText.ExpectedDate);
        }

        return TemporalText.TryTimestamp(utf8, out var instant)
            ? new Literal(kind.At, TemporalValues.Timestamp(instant))
            : throw BadLiteral(text, "is no instant", TemporalText.ExpectedTimestamp);
    }

    private IrisFlowException BadLiteral(Token token, string problem, string? expected) =>
        new(ExpressionProblem.Of(_text, token.At, "IF337", $"'{token.Text}' {problem}", expected));
}
