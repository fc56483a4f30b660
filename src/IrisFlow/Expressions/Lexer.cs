using System.Text;

namespace IrisFlow;

/// <summary>Cuts the text of an expression into tokens.</summary>
internal static class Lexer
{
    private const int MostBytes = 64 << 10;
    private static readonly string[] Symbols = ["==", "!=", "<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "||", "(", ")", ","];

    /// <summary>All tokens, ending with one of kind <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="IrisFlowException">The text is too long, or holds something that is no token.</exception>
    public static List<Token> Tokens(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            throw new IrisFlowException(ExpressionProblem.Of(text, 0, "IF335", "The expression is longer than 64 KiB", "Join the rows with a table of values instead."));
        }

        var tokens = new List<Token>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new(TokenKind.End, "", at));
                return tokens;
            }

            tokens.Add(Next(text, ref at));
        }
    }

    private static Token Next(string text, ref int at)
    {
        var (start, c) = (at, text[at]);
        if (c is '\'' or '"')
        {
            return new(TokenKind.Text, Quoted(text, ref at, c), start);
        }

        if (c is '`' or '[')
        {
            return new(TokenKind.QuotedName, Quoted(text, ref at, c == '[' ? ']' : '`'), start);
        }

        if (char.IsLetter(c) || c == '_')
        {
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
            {
                at++;
            }

            return new(TokenKind.Name, text[start..at], start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            SkipNumber(text, ref at);
            return new(TokenKind.Number, text[start..at], start);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return new(TokenKind.Symbol, symbol, start);
            }
        }

        var shown = char.IsHighSurrogate(c) && at + 1 < text.Length ? text.Substring(at, 2) : c.ToString();
        throw ExpressionProblem.Syntax(text, at, $"'{shown}' means nothing here", "Column names with special characters stand in backticks or square brackets.");
    }

    private static string Quoted(string text, ref int at, char close)
    {
        var start = at++;
        var value = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != close)
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == close)
            {
                value.Append(text[at++]);
            }
            else
            {
                at++;
                return value.ToString();
            }
        }

        throw ExpressionProblem.Syntax(text, start, $"What begins with {text[start]} is never closed", $"It ends with {close}; the same character inside is doubled.");
    }

    private static void SkipNumber(string text, ref int at)
    {
        SkipDigits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            SkipDigits(text, ref at);
        }

        var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
        if (at + sign < text.Length && text[at] is 'e' or 'E' && char.IsAsciiDigit(text[at + sign]))
        {
            at += sign;
            SkipDigits(text, ref at);
        }
    }

    private static void SkipDigits(string text, ref int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }
}
