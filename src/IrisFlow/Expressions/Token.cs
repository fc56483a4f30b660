namespace IrisFlow;

internal enum TokenKind
{
    Number,
    Text,
    Name,
    QuotedName,
    Symbol,
    End,
}

/// <summary>One word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says, without quotes.</param>
/// <param name="At">Where it begins, from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>True for a keyword, in upper or lower case; a quoted name is never one.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Name && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>As a message shows it.</summary>
    public string Shown => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
