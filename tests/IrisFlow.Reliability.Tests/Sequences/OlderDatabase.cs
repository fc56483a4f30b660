using IrisFlow.Reliability.Tests.Faults;

namespace IrisFlow.Reliability.Tests.Sequences;

/// <summary>Makes of a database what the first published version would have written: its tables, and of each row what they can hold.</summary>
internal static class OlderDatabase
{
    private static readonly string Schema = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sequences", "version1.sql"));

    public static void Replace(string database)
    {
        var (older, newer) = (database + ".older", database + ".newer");
        File.Move(database, newer);
        foreach (var file in new[] { "-wal", "-shm", "-gate", ".v1.bak" })
        {
            File.Delete(database + file);
        }

        File.WriteAllBytes(older, []);
        Rows.Change(older, Schema);
        foreach (var table in Rows.Of(older, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").Select(r => r[0]))
        {
            var columns = string.Join(", ", Rows.Of(older, $"SELECT name FROM pragma_table_info('{table}')").Select(r => r[0]));
            Rows.Change(older, $"ATTACH '{newer}' AS newer; INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}; DETACH newer");
        }

        File.Delete(newer);
        File.Move(older, database);
    }
}
