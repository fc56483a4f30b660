using System.Text;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>Rows of text in aligned columns: the same on a terminal, in a pipe and in a file.</summary>
internal sealed class TextTable(params string[] headings)
{
    private const int WidestCell = 60;

    private readonly List<string[]> _rows = [];
    private readonly HashSet<int> _right = [];

    /// <summary>Aligns columns, counted from 0, to the right, as numbers are.</summary>
    public TextTable Right(params int[] columns)
    {
        _right.UnionWith(columns);
        return this;
    }

    public void Add(params string[] cells) => _rows.Add([.. cells.Select((c, i) => Plain.Cell(c, i == cells.Length - 1 ? 400 : WidestCell))]);

    public override string ToString()
    {
        // Names of columns come from data too: a class is part of the name of its column in a confusion matrix.
        var rows = _rows.Prepend([.. headings.Select(h => Plain.Cell(h, WidestCell))]).ToList();
        var widths = Enumerable.Range(0, headings.Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, i) => _right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])));
            text.Append("  ").Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
