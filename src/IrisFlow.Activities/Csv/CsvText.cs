using System.Text;

namespace IrisFlow.Activities;

/// <summary>Text of a file as a message shows it.</summary>
internal static class CsvText
{
    private const int MostChars = 60;

    /// <summary>The text in quotes, cut where it is long; what is not to be seen on a terminal is shown as a box.</summary>
    public static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in Encoding.UTF8.GetString(text[..Math.Min(text.Length, MostChars * 4)]).EnumerateRunes())
        {
            if (shown.Length > MostChars)
            {
                return shown.Append("…'").ToString();
            }

            shown.Append(Rune.IsControl(rune) ? "\u25A1" : rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
