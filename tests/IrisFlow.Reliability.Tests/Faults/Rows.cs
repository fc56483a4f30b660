using SQLitePCL;

namespace IrisFlow.Reliability.Tests.Faults;

/// <summary>Asks a database through SQLite itself: none of our code is asked about our code.</summary>
internal static class Rows
{
    static Rows() => Batteries_V2.Init();

    /// <summary>The rows of a query as texts.</summary>
    public static IReadOnlyList<string?[]> Of(string database, string sql)
    {
        using var handle = Open(database);
        Check(handle, raw.sqlite3_prepare_v2(handle, sql, out var statement));
        using (statement)
        {
            var rows = new List<string?[]>();
            while (raw.sqlite3_step(statement) is var step && step != raw.SQLITE_DONE)
            {
                Check(handle, step == raw.SQLITE_ROW ? raw.SQLITE_OK : step);
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(i =>
                    raw.sqlite3_column_type(statement, i) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, i).utf8_to_string())]);
            }

            return rows;
        }
    }

    public static void Change(string database, string sql)
    {
        using var handle = Open(database);
        Check(handle, raw.sqlite3_exec(handle, sql));
    }

    private static sqlite3 Open(string database)
    {
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(database, out var handle, raw.SQLITE_OPEN_READWRITE, null));
        raw.sqlite3_busy_timeout(handle, 10_000);
        return handle;
    }

    private static void Check(sqlite3 handle, int result) => Assert.True(result == raw.SQLITE_OK, raw.sqlite3_errmsg(handle).utf8_to_string());
}
