using System.Globalization;
using System.Text;

namespace IrisFlow.Activities;

/// <summary>The column names of a file.</summary>
internal static class CsvNames
{
    /// <summary>The names in a row.</summary>
    /// <exception cref="IrisFlowException">A name is empty or stands twice.</exception>
    public static string[] Of(CsvBlock block, RowBlock row, int count)
    {
        var names = new string[count];
        var seen = new Dictionary<string, int>(count, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var cell = row.Cells[i];
            names[i] = Encoding.UTF8.GetString(row.Value(cell));
            if (names[i].Contains('\0', StringComparison.Ordinal))
            {
                throw block.Problem(
                    "IF321", cell.Start, $"The header holds a zero byte in {CsvText.Shown(cell.Raw(block.Bytes))}: this is no text file, or UTF-16 without a byte order mark.", "Save it as UTF-8, or name its encoding.");
            }

            if (names[i].Length == 0)
            {
                throw block.Problem("IF326", cell.Start, $"Column {i + 1} has no name.", "Every column has a name, or the file has no header row (header false).");
            }

            if (!seen.TryAdd(names[i], i + 1))
            {
                throw block.Problem("IF326", cell.Start, $"Columns {seen[names[i]]} and {i + 1} are both named {CsvText.Shown(cell.Raw(block.Bytes))}.", "Names differ from one another.", names[i]);
            }
        }

        return names;
    }

    /// <summary>Names for a file without a header row.</summary>
    public static string[] Numbered(int columns)
    {
        var names = new string[columns];
        for (var i = 0; i < columns; i++)
        {
            names[i] = "column" + (i + 1).ToString(CultureInfo.InvariantCulture);
        }

        return names;
    }

    /// <summary>Where the wanted columns stand, in the order wanted; all when none are named.</summary>
    /// <exception cref="IrisFlowException">One is not there, or is wanted twice.</exception>
    public static int[] Positions(string file, string[] names, IReadOnlyList<string>? wanted)
    {
        var positions = new int[wanted?.Count ?? names.Length];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = wanted is null ? i : Require(file, names, wanted[i]);
            if (wanted is not null && positions.AsSpan(0, i).Contains(positions[i]))
            {
                throw new IrisFlowException(new Finding("IF201", $"Column '{wanted[i]}' is asked for twice.") { File = file, Column = wanted[i] });
            }
        }

        return positions;
    }

    /// <summary>Where a column stands.</summary>
    /// <exception cref="IrisFlowException">It is not there.</exception>
    public static int Require(string file, string[] names, string name) => Array.IndexOf(names, name) is >= 0 and var index
        ? index
        : throw new IrisFlowException(new Finding("IF201", $"'{file}' has no column '{name}'.")
        {
            File = file,
            Column = name,
            Expected = NearMiss.OneOf(name, names, "Its columns are"),
        });
}
