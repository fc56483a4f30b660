using System.Text;

namespace IrisFlow.Activities.Tests;

/// <summary>CSV from and to text, without files.</summary>
internal static class Csv
{
    public static Table Read(string text, CsvOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options);

    public static Table Read(byte[] bytes, CsvOptions? options = null) =>
        Reader(bytes, options).Read();

    public static CsvReader Reader(byte[] bytes, CsvOptions? options = null, CsvTuning? tuning = null) =>
        new(CsvSource.Of("t.csv", bytes), options ?? new CsvOptions(), tuning ?? CsvTuning.Default, CancellationToken.None);

    public static Finding Fails(string text, CsvOptions? options = null) => Fails(Encoding.UTF8.GetBytes(text), options);

    public static Finding Fails(byte[] bytes, CsvOptions? options = null) =>
        Assert.Single(Assert.Throws<IrisFlowException>(() => Read(bytes, options)).Findings);

    public static byte[] Bytes(Table table, CsvOptions? options = null)
    {
        using var stream = new MemoryStream();
        new CsvFormat(options ?? new CsvOptions()).Write(table, stream);
        return stream.ToArray();
    }

    public static string Write(Table table, CsvOptions? options = null) => Encoding.UTF8.GetString(Bytes(table, options));

    /// <summary>The same columns with the same values.</summary>
    public static void Same(Table expected, Table actual)
    {
        Assert.Equal(expected.Schema, actual.Schema);
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach (var name in expected.Schema.Names)
        {
            Assert.Equal(expected.Values(name), actual.Values(name));
        }
    }

    public static object?[] Values(this Table table, string column) =>
        [.. Enumerable.Range(0, table.RowCount).Select(table[column].ValueAt)];

    public static string Type(this Table table, string column) => table.Schema.Find(column)!.ToString();
}
