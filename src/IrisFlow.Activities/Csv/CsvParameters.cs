namespace IrisFlow.Activities;

/// <summary>Parameters of activities that are one character.</summary>
internal static class CsvParameters
{
    /// <summary>What stands between fields: a character, or the word tab.</summary>
    /// <exception cref="IrisFlowException">It is longer (IF328).</exception>
    public static char? Delimiter(string? value) => value is "tab" or "\\t" ? '\t' : Character(value, "delimiter", "It is one character, or the word tab.");

    /// <summary>A character; null for null.</summary>
    /// <exception cref="IrisFlowException">It is none, or several (IF328).</exception>
    public static char? Character(string? value, string parameter, string expected) => value switch
    {
        null => null,
        { Length: 1 } => value[0],
        _ => throw new IrisFlowException(new Finding("IF328", $"'{value}' is not one character.") { Port = parameter, Expected = expected }),
    };
}
