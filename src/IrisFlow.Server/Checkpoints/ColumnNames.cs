using System.Text;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Names of columns in an address: with commas between them; a name that holds a comma or a quote, or begins with a minus, stands in double quotes.</summary>
internal static class ColumnNames
{
    /// <summary>Each name, and whether a minus stands before it.</summary>
    public static IReadOnlyList<(string Name, bool Minus)> Read(string text)
    {
        var names = new List<(string, bool)>();
        for (var at = 0; at <= text.Length; at++)
        {
            var minus = at < text.Length && text[at] == '-';
            at += minus ? 1 : 0;
            if (at < text.Length && text[at] == '"')
            {
                names.Add((Quoted(text, ref at), minus));
            }
            else
            {
                var end = text.IndexOf(',', at);
                end = end < 0 ? text.Length : end;
                names.Add((text[at..end], minus));
                at = end;
            }
        }

        return names;
    }

    // Up to the quote that ends it, and on to the comma behind.
    private static string Quoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                name.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                name.Append(text[at++]);
            }
            else
            {
                break;
            }
        }

        at = Math.Min(at + 1, text.Length);
        return name.ToString();
    }
}
