using System.Globalization;

namespace IrisFlow;

/// <summary>A value as a message shows it.</summary>
internal static class KeyText
{
    private const int Longest = 60;

    public static string Of(Column column, int row) => column.ValueAt(row) switch
    {
        null => "null",
        string text => $"'{(text.Length > Longest ? text[..Longest] + "…" : text)}'",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
