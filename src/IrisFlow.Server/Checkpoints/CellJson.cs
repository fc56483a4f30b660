using System.Text.Json;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Cells for a browser, which holds every number as a floating-point one.</summary>
internal static class CellJson
{
    /// <summary>Texts longer than this are cut off, unless they are asked for whole.</summary>
    public const int MostCharacters = 500;

    private const long Exact = 1L << 53;

    /// <summary>Writes a cell. Whole numbers that a browser would round are written as texts.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="value">As <see cref="Column.ValueAt"/> gives it.</param>
    /// <param name="whole">True to write a long text whole.</param>
    /// <returns>How many characters the text has where it was cut off; else null.</returns>
    public static int? Write(Utf8JsonWriter json, object? value, bool whole = true)
    {
        switch (value)
        {
            case long number when number is < -Exact or > Exact:
                json.WriteStringValue(Cells.Text(number));
                return null;
            case string text when !whole && text.Length > MostCharacters:
                // Not between the two halves of one character.
                json.WriteStringValue(text.AsSpan(0, char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters));
                return text.Length;
            default:
                TableJson.Value(json, value);
                return null;
        }
    }
}
