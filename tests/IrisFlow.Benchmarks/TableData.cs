using System.Globalization;
using System.Text;

namespace IrisFlow.Benchmarks;

/// <summary>The tables that speed is measured on: 11 columns, made from a seed.</summary>
internal static class TableData
{
    public const int Rows = 5_000_000;

    /// <summary>Ten columns of doubles in which every bit is random, and one of int32.</summary>
    public static Table Random(int rows)
    {
        var random = new SeededRandom(1);
        return Table.Of([.. Enumerable.Range(0, 10).Select(c => ($"c{c}", (Column)Column.Of(Doubles(rows, random.NextDouble)))), ("n", Integers(rows, random, int.MaxValue))]);
    }

    /// <summary>Eight columns of prices in cents, each with a walk of its own, a category of 40, a time that goes on, and a number of pieces.</summary>
    public static Table Realistic(int rows)
    {
        var random = new SeededRandom(2);
        var columns = new List<(string, Column)>();
        for (var c = 0; c < 8; c++)
        {
            var price = 50.0 + (100 * c);
            columns.Add(($"price{c}", Column.Of(Doubles(rows, () => Math.Round(price = Math.Clamp(price + random.NextDouble() - 0.5, 1, 2000), 2)))));
        }

        columns.Add(("category", Categories(rows, random)));
        var at = 1_750_000_000_000_000L;
        var times = new long[rows];
        for (var i = 0; i < rows; i++)
        {
            times[i] = at += random.Next(2_000) * 1000;
        }

        columns.Add(("at", new Column<long>(ColumnType.Timestamp, times)));
        columns.Add(("pieces", Integers(rows, random, 100)));
        return Table.Of([.. columns]);
    }

    /// <summary>Sales: a product of 100,000, a kind of 40, a price below 1000, a weight below 1, and pieces below 100.</summary>
    public static Table Facts(int rows)
    {
        var random = new SeededRandom(5);
        return Table.Of(
            ("product", Integers(rows, random, 100_000)),
            ("kind", Categories(rows, random)),
            ("price", Column.Of(Doubles(rows, () => random.NextDouble() * 1000))),
            ("weight", Column.Of(Doubles(rows, random.NextDouble))),
            ("pieces", Integers(rows, random, 100)));
    }

    /// <summary>The products of <see cref="Facts"/>, in an order of their own.</summary>
    public static Table Products { get; } = MakeProducts();

    /// <summary>The kinds of <see cref="Facts"/>.</summary>
    public static Table Kinds { get; } = Table.Of(
        ("kind", Column.Of([.. Enumerable.Range(0, 40).Select(k => (string?)$"category {k}")])),
        ("rank", Column.Of([.. Enumerable.Range(0, 40)])));

    /// <summary>The bytes of the values, as a reader has to give them: a text counts with its dictionary's code.</summary>
    public static long Bytes(Table table) => table.Schema.Sum(f => f.Type switch
    {
        ColumnType.Bool => 1L,
        ColumnType.Int32 or ColumnType.Date or ColumnType.Float32 or ColumnType.String => 4L,
        _ => 8L,
    } * table.RowCount);

    /// <summary>Ten columns of numbers with six decimals and one of whole numbers, as text: 485 MB for five million rows.</summary>
    public static void WriteCsv(string path, int rows)
    {
        var random = new SeededRandom(3);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, 10).Select(c => $"c{c}")) + ",n\n"));
        Span<byte> line = stackalloc byte[256];
        for (var row = 0; row < rows; row++)
        {
            var at = 0;
            for (var c = 0; c < 10; c++)
            {
                random.NextDouble().TryFormat(line[at..], out var written, "0.000000", CultureInfo.InvariantCulture);
                at += written;
                line[at++] = (byte)',';
            }

            random.Next(1_000_000).TryFormat(line[at..], out var digits, default, CultureInfo.InvariantCulture);
            at += digits;
            line[at++] = (byte)'\n';
            file.Write(line[..at]);
        }
    }

    private static Table MakeProducts()
    {
        var random = new SeededRandom(6);
        var products = Enumerable.Range(0, 100_000).ToArray();
        random.Shuffle(products.AsSpan());
        return Table.Of(
            ("product", Column.Of(products)),
            ("name", Column.Of(Array.ConvertAll(products, p => (string?)$"product {p}"))),
            ("cost", Column.Of(Doubles(products.Length, random.NextDouble))));
    }

    private static StringColumn Categories(int rows, SeededRandom random)
    {
        var kinds = Enumerable.Range(0, 40).Select(k => Encoding.UTF8.GetBytes($"category {k}")).ToArray();
        var offsets = new int[kinds.Length + 1];
        for (var k = 0; k < kinds.Length; k++)
        {
            offsets[k + 1] = offsets[k] + kinds[k].Length;
        }

        return StringColumn.Dictionary(kinds.SelectMany(k => k).ToArray(), offsets, Integers(rows, random, kinds.Length).Memory);
    }

    private static double[] Doubles(int rows, Func<double> next)
    {
        var values = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = next();
        }

        return values;
    }

    private static Column<int> Integers(int rows, SeededRandom random, int bound)
    {
        var values = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            values[i] = random.Next(bound);
        }

        return Column.Of(values);
    }
}
