namespace IrisFlow.Engine.Plan;

/// <summary>Command lines as a user may type them again.</summary>
public static class CommandText
{
    /// <summary>A word of a command line, in quotes where a shell would else change it.</summary>
    public static string Quoted(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "-_=.,:/@%+".Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
