using System.Diagnostics;
using System.Runtime.InteropServices;
using IrisFlow.Parquet;
using IrisFlow.Sqlite;

namespace IrisFlow.Benchmarks;

/// <summary>What the disk asks for one durable step, without an engine: a one-row Parquet file, synced and renamed, and one commit.</summary>
internal static class DurableFloor
{
    private const int Steps = 200;

    public static double MillisecondsPerCommit()
    {
        var folder = PublishedProgram.Folder();
        try
        {
            using var store = SqliteRunStore.Open(Path.Combine(folder, "floor.db"));
            var directory = open(folder, 0);
            var format = new ParquetFormat();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Steps; i++)
            {
                using (var file = new FileStream(Path.Combine(folder, "temporary"), FileMode.Create, FileAccess.Write, FileShare.None, 0))
                {
                    format.Write(Table.Of(("n", Column.Of(i))), file);
                    _ = fsync((int)file.SafeFileHandle.DangerousGetHandle());
                }

                File.Move(Path.Combine(folder, "temporary"), Path.Combine(folder, $"{i}.parquet"));
                _ = fsync(directory);
                var at = i;
                store.Write(writer => writer.Remember(new SourceMemo($"{at}", at, at, "")));
            }

            return watch.Elapsed.TotalMilliseconds / Steps;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [DllImport("libc")]
    private static extern int fsync(int file);

    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
