using System.Globalization;
using System.Text;

namespace IrisFlow.Fuzzing.Csv;

/// <summary>Small CSV files that between them have all that a CSV file can have.</summary>
internal static class CsvFiles
{
    private const string Mixed = """"
        id,name,price,when,at,flag,note
        1,"Miller, A.",12.50,2026-01-31,2026-01-31T12:00:00Z,true,
        2,"He said ""no""",-0.01,1999-12-31,1999-12-31 23:59:59.999999,false,plain
        3,größer 花 🌸,1e300,2026-02-28,2026-02-28T00:00:00+02:00,true,"two
        lines"
        4,,NaN,,,,NA
        9223372036854775807,"",inf,0001-01-01,1970-01-01T00:00:00Z,false,""

        """";

    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        yield return ("mixed", Utf8(Mixed));
        yield return ("crlf", Utf8(Mixed.Replace("\n", "\r\n")));
        yield return ("cr", Utf8(Mixed.Replace("\n", "\r")));
        yield return ("bom", [0xEF, 0xBB, 0xBF, .. Utf8(Mixed)]);
        yield return ("utf-16 le", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Mixed)]);
        yield return ("utf-16 be", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Mixed)]);
        yield return ("latin 1", Encoding.Latin1.GetBytes(Mixed.Replace("花 🌸", "é")));
        yield return ("semicolons", Utf8("a;b;c\n1,5;2;x\n3,25;;y\n1.000,5;7;\"z;z\"\n"));
        yield return ("tabs", Utf8("a\tb\tc\n1\t2\t3\n4\t5\t6\n"));
        yield return ("pipes and apostrophes", Utf8("a|b\n'x|y'|1\n'it''s'|2\n"));
        yield return ("no end of line", Utf8("a,b\n1,2\n3,4"));
        yield return ("one column", Utf8("a\n1\n\n2\n\n"));
        yield return ("a header only", Utf8("a,b,c\n"));
        yield return ("nothing", []);
        yield return ("names twice", Utf8("a,a,,\"\"\n1,2,3,4\n"));
        yield return ("numbers", Utf8(Rows("id,n,f,d", 400, i => $"{i},{i * 7919 % 1000},{(i / 7.0).ToString("R", CultureInfo.InvariantCulture)},{i % 5}.{i % 100:00}")));
        yield return ("types change late", Utf8(Rows("a,b,c", 600, i => i < 590 ? $"{i},{i},{i}" : $"{i}.5,x{i},")));
        yield return ("few texts", Utf8(Rows("kind,other", 500, i => $"kind {i % 7},\"quoted {i % 3}\"")));
        yield return ("days", Utf8(Rows("day,at", 200, i => $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{new DateTime(2020, 1, 1).AddSeconds(i * 997):yyyy-MM-dd HH:mm:ss}")));
        yield return ("wide", Utf8(string.Join(',', Enumerable.Range(0, 1500).Select(i => $"c{i}")) + "\n" + string.Join(',', Enumerable.Range(0, 1500)) + "\n"));
        yield return ("long field", Utf8($"a,b\n{new string('x', 5000)},\"{new string('y', 5000)}\"\n"));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Rows(string header, int rows, Func<int, string> row) => $"{header}\n{string.Join('\n', Enumerable.Range(0, rows).Select(row))}\n";
}
