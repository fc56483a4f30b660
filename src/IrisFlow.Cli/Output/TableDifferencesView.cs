using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>The differences of one output of two runs, row by row, as text.</summary>
internal static class TableDifferencesView
{
    public static void Print(Terminal terminal, string address, RunRecord first, RunRecord second, TableDifferences found)
    {
        terminal.Heading($"{address}: run {first.Id} → run {second.Id}");
        if (found.Key.Count == 0)
        {
            terminal.Line("  Rows are compared by position; --key COLUMN says which belong together.");
        }

        terminal.Line($"  {found.RowsBefore} → {found.RowsAfter} rows: {found.Added} added, {found.Removed} removed, {found.Changed} changed");
        if (found.Schema.Count > 0)
        {
            terminal.Line($"  columns {DiffText.Schema(found.Schema)}");
        }

        if (found.Metadata.Count > 0)
        {
            terminal.Line($"  other texts travel with the table: {string.Join(", ", found.Metadata)}");
        }

        if (found.Columns.Count > 0)
        {
            var table = new TextTable("column", "cells changed", "became null", "was null", "max abs", "mean abs", "rms").Right(1, 2, 3, 4, 5, 6);
            foreach (var column in found.Columns)
            {
                table.Add(column.Column, $"{column.Changed}", $"{column.BecameNull}", $"{column.WasNull}", Figure(column.MaxAbs), Figure(column.MeanAbs), Figure(column.Rms));
            }

            terminal.Block(table.ToString());
        }

        foreach (var row in found.Examples)
        {
            var cells = string.Join(", ", row.Cells.Select(c => $"{c.Column} {Cell(c.Before)} → {Cell(c.After)}"));
            terminal.Line($"  {Names.Of(row.Presence),-8}{Key(found.Key, row)}{(cells.Length > 0 ? ": " + cells : "")}");
        }
    }

    private static string Key(IReadOnlyList<string> key, RowChange row) =>
        key.Count == 0 ? $"row {row.Key[0]}" : string.Join(", ", key.Zip(row.Key, (name, value) => $"{name} {Cell(value)}"));

    private static string Cell(object? value) => value is null ? "null" : Plain.Cell(Cells.Text(value), 60);

    private static string Figure(double? value) => value is { } number ? Values.Figure(number) : "";
}
