using System.Text.Json;
using IrisFlow.Engine.Comparison;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>The differences of one output of two runs, row by row: as text, and as a document whose contract is <c>diff-data.schema.json</c>.</summary>
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

    public static void Write(Utf8JsonWriter json, string address, RunRecord first, RunRecord second, TableDifferences found)
    {
        json.WriteStartObject();
        DiffJson.Run(json, "first", first);
        DiffJson.Run(json, "second", second);
        json.WriteString("address", address);
        json.WriteBoolean("equal", found.AreEqual);
        Texts(json, "key", found.Key);
        json.WriteStartObject("rows");
        json.WriteNumber("before", found.RowsBefore);
        json.WriteNumber("after", found.RowsAfter);
        json.WriteNumber("added", found.Added);
        json.WriteNumber("removed", found.Removed);
        json.WriteNumber("changed", found.Changed);
        json.WriteEndObject();
        DiffJson.Schema(json, found.Schema);
        Texts(json, "metadata", found.Metadata);
        json.WriteStartArray("columns");
        foreach (var column in found.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Column);
            json.WriteNumber("changed", column.Changed);
            json.WriteNumber("becameNull", column.BecameNull);
            json.WriteNumber("wasNull", column.WasNull);
            DiffJson.Number(json, "maxAbs", column.MaxAbs);
            DiffJson.Number(json, "meanAbs", column.MeanAbs);
            DiffJson.Number(json, "rms", column.Rms);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("examples");
        foreach (var row in found.Examples)
        {
            json.WriteStartObject();
            json.WriteString("change", Names.Of(row.Presence));
            json.WriteStartArray("key");
            row.Key.ToList().ForEach(v => TableJson.Value(json, v));
            json.WriteEndArray();
            json.WriteStartArray("cells");
            foreach (var cell in row.Cells)
            {
                json.WriteStartObject();
                json.WriteString("column", cell.Column);
                json.WritePropertyName("before");
                TableJson.Value(json, cell.Before);
                json.WritePropertyName("after");
                TableJson.Value(json, cell.After);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        texts.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    private static string Key(IReadOnlyList<string> key, RowChange row) =>
        key.Count == 0 ? $"row {row.Key[0]}" : string.Join(", ", key.Zip(row.Key, (name, value) => $"{name} {Cell(value)}"));

    private static string Cell(object? value) => value is null ? "null" : Plain.Cell(Cells.Text(value), 60);

    private static string Figure(double? value) => value is { } number ? Values.Figure(number) : "";
}
